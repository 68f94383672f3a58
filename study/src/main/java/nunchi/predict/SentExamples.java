package nunchi.predict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.data.CsvContent;
import nunchi.data.CsvExamples;
import nunchi.file.GivenFile;
import nunchi.model.TableColumn;
import nunchi.tensor.Tensor;

/// Questions that another program sends: an image, a table, rows in JSON, or a text. They are read as files of that
/// kind are, and are named `image`, `text`, `row 0`, `row 1`, ….
public final class SentExamples {
    private static final String ROW = "row %d";
    private static final String TABLE = "the table";

    private final ExampleForm form;
    private final int most;

    /// @param form what the model takes
    /// @param most the most examples of a request
    public SentExamples(ExampleForm form, int most) {
        this.form = form;
        this.most = most;
    }

    /// An image of any of the formats that [nunchi.picture.Picture#decode] reads.
    public List<Question> picture(byte[] content) {
        return List.of(Question.ofPicture("image", content, form));
    }

    /// The rows of a table in CSV, whose columns are found as in a file.
    ///
    /// @throws InvalidRequestException when it is no table, or has not the columns that the model learnt from
    public List<Question> table(byte[] content) {
        CsvContent table = new CsvContent(TABLE, content);
        if (form.text() != null) {
            Check.require(
                    form.table().features().size() == 1,
                    "the model learnt from texts of no table, so that it knows no column; send a text, or a list of texts in JSON");
            return texts(table.texts(form.table()));
        }
        CsvExamples examples = table.examples(form.table());
        return rows(examples.values(), examples.filled());
    }

    private List<Question> rows(Tensor array, Map<Integer, List<String>> filled) {
        requireFew(array.shape().extent(0));
        int width = array.shape().example().size();
        List<Question> questions = new ArrayList<>();
        for (int row = 0; row < array.shape().extent(0); row++) {
            int from = row * width;
            List<String> fills = filled.getOrDefault(row, List.of());
            questions.add(new Question(
                    ROW.formatted(row),
                    () -> new Question.Given(
                            Arrays.copyOfRange(array.values(), from, from + width), null, null, fills)));
        }
        return questions;
    }

    /// One text, in UTF-8.
    public List<Question> text(byte[] content) {
        String text = decoded(content);
        return List.of(new Question("text", () -> given("text", text)));
    }

    private List<Question> texts(List<String> texts) {
        requireFew(texts.size());
        List<Question> questions = new ArrayList<>();
        for (String text : texts) {
            String name = ROW.formatted(questions.size());
            questions.add(new Question(name, () -> given(name, text)));
        }
        return questions;
    }

    private Question.Given given(String name, String text) {
        try {
            return form.given(text);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException("%s: %s".formatted(name, refused.getMessage()), refused);
        }
    }

    /// A list of rows in JSON. A row is a list of an example's values, in the range of the data set and nested as one
    /// likes; or an object with the columns of a table; or a text.
    ///
    /// @throws InvalidRequestException when it is none
    public List<Question> json(byte[] content) {
        List<Tree> rows = Json.parseForeign(decoded(content)).elements();
        requireFew(rows.size());
        Check.require(!rows.isEmpty(), "the body holds no rows; send a list of rows, such as [[5.1, 3.5, 1.4, 0.2]]");
        if (are(rows, Tree.Text.class::isInstance)) {
            return texts(rows.stream().map(Tree::inWords).toList());
        }
        Check.require(
                form.text() == null, "the model takes texts; send a list of texts, such as [\"A film to see twice.\"]");
        if (are(rows, Tree.Fields.class::isInstance)) {
            Check.require(
                    form.table().named(),
                    "the model learnt from columns without names; send each row as a list of numbers");
            return table(csv(rows).getBytes(StandardCharsets.UTF_8));
        }
        Check.require(
                are(rows, Tree.Sequence.class::isInstance),
                "the rows are of several kinds, or single numbers; send each as a list of numbers, or each as an object of columns");
        List<Question> questions = new ArrayList<>();
        for (Tree row : rows) {
            String name = ROW.formatted(questions.size());
            questions.add(new Question(name, () -> new Question.Given(values(name, row), null, null)));
        }
        return questions;
    }

    private static boolean are(List<Tree> rows, Predicate<Tree> kind) {
        return rows.stream().allMatch(kind);
    }

    private static float[] values(String name, Tree row) {
        List<Float> values = new ArrayList<>();
        collect(name, row, values);
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static void collect(String name, Tree tree, List<Float> values) {
        if (tree instanceof Tree.Sequence(List<Tree> elements)) {
            elements.forEach(each -> collect(name, each, values));
            return;
        }
        Check.require(
                tree.isNumber(),
                "%s: the value in column %d is no number; a row of values holds numbers alone"
                        .formatted(name, values.size()));
        values.add((float) tree.number());
    }

    /// The rows as a table with a header, for its rules of categories and missing values. Other columns are left out.
    private String csv(List<Tree> rows) {
        List<String> columns = form.table().features().stream()
                .map(TableColumn::name)
                .filter(rows.getFirst()::has)
                .toList();
        StringBuilder table = new StringBuilder(line(columns));
        for (int row = 0; row < rows.size(); row++) {
            Tree given = rows.get(row);
            for (String column : columns) {
                Check.require(
                        given.has(column),
                        "row %d lacks '%s', which row 0 has; give null where a value is missing"
                                .formatted(row, Check.excerpt(column)));
            }
            table.append(line(columns.stream()
                    .map(column -> cell(column, given.path(column)))
                    .toList()));
        }
        return table.toString();
    }

    private void requireFew(int rows) {
        Check.require(
                rows <= most,
                "the request has more examples than the %,d that are answered at once; send several requests"
                        .formatted(most));
    }

    private static String cell(String column, Tree value) {
        Check.require(
                !value.isContainer(),
                "column '%s' holds a list or an object; a cell is a number, a text, true, false or null"
                        .formatted(Check.excerpt(column)));
        return value.text("");
    }

    private static String line(List<String> cells) {
        return cells.stream()
                        .map(cell -> "\"%s\"".formatted(cell.replace("\"", "\"\"")))
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private static String decoded(byte[] content) {
        try {
            return GivenFile.text(content);
        } catch (IOException binary) {
            throw new InvalidRequestException("the body is not text in UTF-8; encode it so", binary);
        }
    }
}
