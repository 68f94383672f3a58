package nunchi.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.augment.Augmented;
import nunchi.check.Check;
import nunchi.data.Buckets;
import nunchi.data.Dataset;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.model.ColumnsTree;
import nunchi.model.DataSchema;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import nunchi.model.TargetTextRecord;
import nunchi.model.TextRecord;
import nunchi.picture.Fit;
import nunchi.prediction.Decision;
import nunchi.record.DataRecord;
import nunchi.record.DataRecord.AugmentedRecord;
import nunchi.record.DataRecord.BucketRecord;
import nunchi.record.DataRecord.ExampleRecord;
import nunchi.record.DataRecord.SizeRecord;
import nunchi.record.Decimal;
import nunchi.token.TargetEncoding;
import nunchi.token.TextEncoding;
import nunchi.train.Trainer;
import org.jspecify.annotations.Nullable;

/// A run's `data.json`: what was learnt from, and some of its training examples.
final class DataFile {
    private static final int SAMPLES = 60;
    private static final int AUGMENTED = 3;
    private static final int EPOCHS = 9;

    private DataFile() {}

    static DataRecord of(Experiment experiment, Splits parts) {
        DataSettings settings = experiment.data();
        Dataset train = parts.train();
        boolean images = train.image().isPresent();
        Fit rule = settings.picture() == null ? train.fit() : settings.picture();
        List<Double> range = List.of(
                Decimal.of(train.range().minimum()), Decimal.of(train.range().maximum()));
        TableColumns table = train.card().table();
        TextEncoding text = train.card().text();
        TargetEncoding target = train.card().target();
        List<String> notes = Stream.concat(train.card().notes().stream(), Trainer.notes(experiment, parts).stream())
                .toList();
        return new DataRecord(
                settings.name(),
                Decimal.list(train.example()),
                Drawing.shape(train),
                images ? range : null,
                images ? rule.toString() : null,
                table == null ? null : ColumnsTree.of(table),
                text == null ? null : TextRecord.of(text),
                target == null ? null : TargetTextRecord.of(target),
                text == null ? null : unknown(parts),
                buckets(settings, parts),
                train.classes(),
                new PerSplit<>(size(train), size(parts.validation()), size(parts.test())),
                inWords(settings, parts),
                notes.isEmpty() ? null : notes,
                samples(train, experiment.seed()),
                augmented(experiment, train),
                train.source());
    }

    /// What the model learnt from.
    static DataSchema schema(DataRecord data) {
        List<Integer> counts = data.perClass(Split.TRAIN);
        Check.require(
                counts.isEmpty() || counts.size() == data.classes().size(),
                "it names %d classes and counts the rows of %d"
                        .formatted(data.classes().size(), counts.size()));
        TableColumns table = data.table() == null ? null : ColumnsTree.read(data.table());
        int values = Decimal.shape(data.example()).size();
        if (data.text() != null) {
            TextEncoding text = data.text().encoding();
            Check.require(
                    values == text.length(),
                    "its example has %d ids, and its text the length %d".formatted(values, text.length()));
            return DataSchema.of(data.classes(), table, data.text(), data.targetText());
        }
        int made = table == null
                ? values
                : table.features().stream().mapToInt(TableColumn::width).sum();
        Check.require(made == values, "its columns make %d values, and its example has %d".formatted(made, values));
        return new DataSchema(data.classes(), table);
    }

    private static @Nullable List<BucketRecord> buckets(DataSettings settings, Splits parts) {
        Buckets train = buckets(settings, parts.train());
        if (train == null) {
            return null;
        }
        Buckets validation = buckets(settings, parts.validation());
        Buckets test = buckets(settings, parts.test());
        boolean targets = parts.train().card().target() != null;
        return IntStream.range(0, train.count())
                .mapToObj(bucket -> new BucketRecord(
                        train.form(bucket).example().size(),
                        targets ? Integer.valueOf(train.form(bucket).target().size()) : null,
                        new PerSplit<>(
                                train.rows(bucket),
                                validation == null ? null : Integer.valueOf(validation.rows(bucket)),
                                test == null ? null : Integer.valueOf(test.rows(bucket)))))
                .toList();
    }

    /// Null where all texts are padded alike.
    private static @Nullable Buckets buckets(DataSettings settings, @Nullable Dataset part) {
        return part == null || settings.buckets().isEmpty() ? null : Buckets.of(part, settings.buckets());
    }

    private static PerSplit<Double> unknown(Splits parts) {
        return new PerSplit<>(unknown(parts.train()), unknown(parts.validation()), unknown(parts.test()));
    }

    private static @Nullable Double unknown(@Nullable Dataset part) {
        return part == null || part.unknownTokens().isEmpty()
                ? null
                : Decimal.of((float) part.unknownTokens().getAsDouble());
    }

    private static List<ExampleRecord> samples(Dataset train, long seed) {
        boolean labels = train.hasLabels();
        return IntStream.of(Drawing.sample(train.size(), SAMPLES, seed))
                .mapToObj(row -> new ExampleRecord(
                        row,
                        labels ? train.label(row) : null,
                        Drawing.of(train, row),
                        train.text(row).map(Excerpt::of).orElse(null),
                        train.targetText(row).map(Excerpt::of).orElse(null)))
                .toList();
    }

    /// A few rows as they are and as the first epochs see them; null where they are not changed.
    private static @Nullable List<AugmentedRecord> augmented(Experiment experiment, Dataset train) {
        Dataset augmented = Augmented.of(train, experiment.data().augment(), experiment.seed());
        if (augmented == train) {
            return null;
        }
        int count = Math.min(EPOCHS, experiment.train().epochs());
        return IntStream.range(0, Math.min(AUGMENTED, train.size()))
                .mapToObj(row -> new AugmentedRecord(
                        row,
                        Drawing.of(train, row),
                        IntStream.range(0, count)
                                .mapToObj(epoch -> Drawing.of(augmented.epoch(epoch), row))
                                .toList()))
                .toList();
    }

    private static @Nullable SizeRecord size(@Nullable Dataset part) {
        if (part == null) {
            return null;
        }
        return new SizeRecord(
                part.size(),
                part.classes().isEmpty() ? null : Decimal.list(part.hasLabels() ? rowsOf(part) : rowsWith(part)));
    }

    /// How many rows are of each class.
    private static int[] rowsOf(Dataset part) {
        int[] counts = new int[part.classes().size()];
        for (int row = 0; row < part.size(); row++) {
            counts[part.label(row)]++;
        }
        return counts;
    }

    /// How many rows have each class among theirs.
    private static int[] rowsWith(Dataset part) {
        int[] counts = new int[part.classes().size()];
        float[] target = new float[counts.length];
        for (int row = 0; row < part.size(); row++) {
            part.target(row, target, 0);
            for (int label = 0; label < counts.length; label++) {
                counts[label] += Decision.truth(target, 0, counts.length, label) ? 1 : 0;
            }
        }
        return counts;
    }

    private static String inWords(DataSettings settings, Splits parts) {
        List<String> words = new ArrayList<>();
        if (settings.test() != null) {
            words.add("test: " + settings.test().inWords());
        } else if (parts.test() != null) {
            words.add("test: %s, as the data set has it".formatted(rows(parts.test())));
        }
        if (settings.validation() != null) {
            words.add("validation: %s of what is left for training"
                    .formatted(settings.validation().inWords()));
        }
        words.add("training: " + rows(parts.train()));
        if (settings.limit() != null) {
            words.add("of each split no more than the limit");
        }
        return String.join("; ", words);
    }

    private static String rows(Dataset part) {
        return String.format(Locale.ROOT, "%,d rows", part.size());
    }
}
