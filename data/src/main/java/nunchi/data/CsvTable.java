package nunchi.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.layer.Size;
import nunchi.model.TableColumn;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The rows of a table, taken in one by one.
final class CsvTable {
    private static final float LARGEST_BYTE = 255;
    private static final int FIRST_ROWS = 1000;
    private static final int FIRST_VALUES = 1 << 20;
    private static final int MOST_VALUES = Integer.MAX_VALUE - 64;

    private final CsvColumns columns;
    private final Reading reading;
    private final int width;
    private final int outputWidth;
    private final CsvNumbers numbers;
    private final CsvFeatures features;
    private final ColumnNotes columnNotes;
    private final CsvLabels labels;
    /// Null where the examples are numbers.
    private final @Nullable CsvTexts texts;
    /// Null where no texts are to be predicted.
    private final @Nullable CsvTexts targetTexts;
    /// By row, which columns had no value and what stands there.
    private final Map<Integer, List<String>> filled = new HashMap<>();
    private float[] values;
    /// What float32 rounds away from the values; null while it is nothing.
    private float @Nullable [] rests;
    private float[] outputs;
    /// What float32 rounds away from the outputs; null while it is nothing.
    private float @Nullable [] outputRests;
    private int rows;
    /// Whether lines end with empty cells.
    private boolean ragged;

    /// @param commas whether numbers may have decimal commas
    CsvTable(CsvColumns columns, Reading reading, boolean commas) {
        this.columns = columns;
        this.reading = reading;
        this.numbers = new CsvNumbers(columns, commas);
        this.features = new CsvFeatures(columns, columns.learns() ? reading.missing() : null);
        this.columnNotes = new ColumnNotes(columns);
        this.labels = new CsvLabels(columns, reading);
        this.texts = reading.text() == null
                ? null
                : new CsvTexts(columns, columns.features().getFirst());
        this.targetTexts = reading.targetText() == null || columns.outputs().isEmpty()
                ? null
                : new CsvTexts(
                        columns, columns.header().column(columns.outputs().getFirst()));
        this.width = texts == null ? columns.features().size() : 0;
        this.outputWidth = targetTexts == null ? columns.outputs().size() : 0;
        this.values = new float[beginning(width)];
        this.outputs = new float[beginning(outputWidth)];
    }

    /// Room for some rows, and of a very wide table for one.
    private static int beginning(int width) {
        return width * Math.clamp(FIRST_VALUES / Math.max(1, width), 1, FIRST_ROWS);
    }

    /// @param line in the file, from 1
    void add(List<String> cells, long line) {
        requireWidth(cells, line);
        grow();
        if (texts != null) {
            texts.add(cells, line);
        }
        if (targetTexts != null) {
            targetTexts.add(cells, line);
        }
        addFeatures(cells, line);
        for (int i = 0; i < outputWidth; i++) {
            int column = columns.outputs().get(i);
            float output = output(column, cells.get(column), line);
            outputs[rows * outputWidth + i] = output;
            double rest = reading.target().isEmpty() ? 0 : Cells.exact(cells.get(column), output) - output;
            outputRests = keep(outputRests, outputs.length, rows * outputWidth + i, rest);
            columnNotes.output(i, cells.get(column), rest);
        }
        rows++;
    }

    private void addFeatures(List<String> cells, long line) {
        for (int i = 0; i < width; i++) {
            int column = columns.features().get(i).position();
            String cell = cells.get(column);
            boolean number = features.isNumber(i, cell);
            float value = number ? numbers.number(column, cell, line) : features.value(i, cell, line);
            values[rows * width + i] = value;
            double rest = number ? Cells.exact(cell, value) - value : 0;
            rests = keep(rests, values.length, rows * width + i, rest);
            columnNotes.feature(i, cell, rest);
            if (features.isFilled(i, cell)) {
                TableColumn filling = columns.features().get(i);
                filled.computeIfAbsent(rows, _ -> new ArrayList<>())
                        .add("%s by %s".formatted(filling.inWords(), filling.fill()));
            }
        }
    }

    /// Empty cells at the end of a line stand for no column.
    private void requireWidth(List<String> cells, long line) {
        int count = columns.count();
        boolean wide = cells.size() > count
                && cells.subList(count, cells.size()).stream().allMatch(String::isEmpty);
        Check.require(
                wide || cells.size() == count,
                "%s, line %d: it has %d %s, but the first line has %d; each line must have as many"
                        .formatted(columns.file(), line, cells.size(), cells.size() == 1 ? "cell" : "cells", count));
        ragged |= wide;
    }

    /// @param rests null while all are 0
    private static float @Nullable [] keep(float @Nullable [] rests, int length, int place, double rest) {
        float[] kept = rests == null && rest != 0 ? new float[length] : rests;
        if (kept != null) {
            kept[place] = (float) rest;
        }
        return kept;
    }

    /// The values with the digits that float32 has no room for.
    WideRows wide() {
        Check.require(rows > 0, "%s has no rows besides its header".formatted(columns.file()));
        return new WideTable(values, rests, rows, width);
    }

    private void grow() {
        if ((rows + 1) * (long) width > values.length) {
            long more = Math.min(MOST_VALUES, 2L * values.length);
            Check.require(
                    more >= (rows + 1) * (long) width,
                    "%s has more than %,d values; a table must have fewer".formatted(columns.file(), MOST_VALUES));
            values = Arrays.copyOf(values, (int) more);
            rests = rests == null ? null : Arrays.copyOf(rests, (int) more);
        }
        if ((rows + 1) * (long) outputWidth > outputs.length) {
            outputs = Arrays.copyOf(outputs, (int) Math.min(MOST_VALUES, 2L * outputs.length));
            outputRests = outputRests == null ? null : Arrays.copyOf(outputRests, outputs.length);
        }
    }

    private float output(int column, String cell, long line) {
        if (reading.target().isEmpty() && reading.label().size() <= 1) {
            return labels.number(column, cell, line);
        }
        float number = numbers.number(column, cell, line);
        Check.require(
                !reading.target().isEmpty() || number == 0 || number == 1,
                "%s, line %d: %s holds %s, but of several label columns each says by 1 or 0 whether a label is true; for numbers name the columns as target"
                        .formatted(columns.file(), line, columns.inWords(column), Check.excerpt(cell)));
        return number;
    }

    Dataset dataset(Map<String, String> checksums) {
        if (texts != null) {
            Texts given = texts.texts();
            DataCard card = card(checksums, columns.features()).withNotes(notes());
            return targetTexts == null
                    ? new TextDataset(card, given, targets())
                    : new TextDataset(card, given, targetTexts.texts());
        }
        TableRows content = content();
        DataCard card = card(checksums, content.columns()).withNotes(allNotes());
        Shape example = example(content.width());
        if (example.rank() > 1) {
            card = card.drawnAs(example, range());
        }
        Tensor targets = targets();
        return features.plain()
                ? new ArrayDataset(card, new Tensor(example.batch(rows), content.values()), targets)
                : new TableDataset(card, content, targets, columns.learns() ? reading.missing() : null);
    }

    private DataCard card(Map<String, String> checksums, List<TableColumn> found) {
        List<String> classes = !reading.target().isEmpty() || targetTexts != null
                ? List.of()
                : reading.label().size() > 1 ? columns.outputNames() : labels.classes(outputs, rows);
        return new DataCard(columns.file().getFileName().toString(), classes.toArray(String[]::new))
                .withChecksums(checksums)
                .ofTable(columns.learnt(found).withHeader(reading.header()));
    }

    private Tensor targets() {
        return new Tensor(
                outputWidth == 1 ? Shape.of(rows) : Shape.of(rows, outputWidth),
                Arrays.copyOf(outputs, rows * outputWidth));
    }

    private List<String> allNotes() {
        WideTable targets = new WideTable(outputs, outputRests, rows, outputWidth);
        return Stream.concat(
                        notes().stream(),
                        columnNotes.told(new WideTable(values, rests, rows, width), targets, reading).stream())
                .toList();
    }

    /// What a person should know of how the table was read.
    private List<String> notes() {
        List<String> notes = new ArrayList<>(columns.header().notes());
        if (ragged && notes.stream().noneMatch(CsvHeader.EMPTY_END::equals)) {
            notes.add(CsvHeader.EMPTY_END);
        }
        labels.note().ifPresent(notes::add);
        return notes;
    }

    /// @param labelled whether there is a label or a target
    CsvRows rows(boolean labelled) {
        return new CsvRows(wide(), labelled ? dataset(Map.of()) : null, notes());
    }

    /// With what was filled in each row.
    CsvExamples examples() {
        return new CsvExamples(content().examples(), filled);
    }

    /// Of a table that is read for its texts.
    Texts texts() {
        return Objects.requireNonNull(texts).texts();
    }

    private TableRows content() {
        Check.require(rows > 0, "%s has no rows besides its header".formatted(columns.file()));
        return new TableRows(
                columns.file().getFileName().toString(),
                features.columns(values, rows),
                Arrays.copyOf(values, rows * width),
                features.lacking());
    }

    private Shape example(int size) {
        ImageForm image = reading.image();
        if (image == null) {
            return Shape.of(size);
        }
        Size sides = image.size();
        if (sides == null || image.fit() != null) {
            throw new InvalidRequestException("%s is a table, whose image takes a size and perhaps channels, and no fit"
                    .formatted(columns.file()));
        }
        int channels = image.channels() == null ? 1 : image.channels();
        Shape shape = Shape.of(sides.rows(), sides.columns(), channels);
        Check.require(
                shape.size() == size,
                "%s has %d values in a row, but an image %s takes %d"
                        .formatted(columns.file(), size, shape, shape.size()));
        return shape;
    }

    /// 0 … 1, 0 … 255, or what there is.
    private InputRange range() {
        float minimum = 0;
        float maximum = 0;
        for (int i = 0; i < rows * width; i++) {
            float value = Float.isNaN(values[i]) ? 0 : values[i];
            minimum = Math.min(minimum, value);
            maximum = Math.max(maximum, value);
        }
        if (minimum == 0 && maximum <= LARGEST_BYTE) {
            return maximum <= 1 ? InputRange.UNIT : maximum <= 16 ? new InputRange(0, 16) : InputRange.BYTE;
        }
        return new InputRange(minimum, maximum);
    }
}
