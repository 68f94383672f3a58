package nunchi.predict;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.file.StoredFile;
import nunchi.inference.Examples;
import nunchi.model.DataSchema;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import nunchi.picture.Fit;
import nunchi.picture.Picture;
import nunchi.record.DataRecord;
import nunchi.record.Decimal;
import nunchi.run.RunFolder;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.token.TargetEncoding;
import nunchi.token.TextEncoding;
import nunchi.token.Tokens;
import org.jspecify.annotations.Nullable;

/// What a model takes, as its run recorded it.
///
/// @param example shape of an example: `[784]`
/// @param classes names by their numbers; empty for a regression
/// @param image   `[rows, columns, channels]` of an example that is an image; else null
/// @param range   what black and white are in an example; 0 and 1 where it is no image
/// @param fit     how an image of any size becomes an example; null where examples are not images
/// @param table   where the values of an example stand in a table
/// @param text    how a text becomes an example; null where examples are no texts
/// @param target  of the texts that the model predicts; null where it predicts none
public record ExampleForm(
        Shape example,
        List<String> classes,
        @Nullable Shape image,
        InputRange range,
        @Nullable Fit fit,
        TableColumns table,
        @Nullable TextEncoding text,
        @Nullable TargetEncoding target) {
    public ExampleForm {
        Check.require(
                fit != Fit.STROKES || image != null && image.extent(2) == 1,
                "strokes are grey, but this model's examples %s have colours; fit images by stretch, crop or pad"
                        .formatted(image));
    }

    /// @throws InvalidRequestException when the run has not recorded it
    public static ExampleForm read(RunFolder run) {
        DataRecord data = run.data()
                .orElseThrow(() -> new InvalidRequestException(
                        "%s has no %s, so it is not known what its model takes".formatted(run.path(), RunFolder.DATA)));
        DataSchema schema = run.schema();
        return StoredFile.read(run.file(RunFolder.DATA), () -> of(data, schema));
    }

    /// What a model takes that learns from a data set.
    ///
    /// @param picture how images become examples; null for the data set's own way
    public static ExampleForm of(Dataset train, @Nullable Fit picture) {
        TableColumns table = train.card().table() == null
                ? TableColumns.all(train.example().size())
                : train.card().table();
        Shape image = train.image().orElse(null);
        return new ExampleForm(
                train.example(),
                train.classes(),
                image,
                train.range(),
                image == null ? null : picture == null ? train.fit() : picture,
                table,
                train.card().text(),
                train.card().target());
    }

    private static ExampleForm of(DataRecord data, DataSchema schema) {
        Shape example = Decimal.shape(data.example());
        List<String> classes = Objects.requireNonNull(schema.classes());
        TableColumns table = schema.table() == null ? TableColumns.all(example.size()) : schema.table();
        List<Double> range = Objects.requireNonNullElse(data.range(), List.of());
        List<Integer> imageShape = Objects.requireNonNullElse(data.imageShape(), List.of());
        if (range.isEmpty() && data.picture() == null) { // no picture, or written before pictures could be predicted
            return new ExampleForm(
                    example, classes, null, InputRange.UNIT, null, table, schema.text(), schema.target());
        }
        Check.require(
                !imageShape.isEmpty() && range.size() == 2 && data.picture() != null,
                "of imageShape, range and picture it lacks one, or has it otherwise than it was written");
        Shape image = Decimal.shape(imageShape);
        Check.require(
                image.size() == example.size(),
                "an image has the shape %s, and an example %s".formatted(image, example));
        InputRange values =
                new InputRange(range.get(0).floatValue(), range.get(1).floatValue());
        return new ExampleForm(
                example, classes, image, values, Fit.named(Objects.requireNonNull(data.picture())), table, null, null);
    }

    /// The same with images fitted in another way than the run recorded.
    ///
    /// @throws InvalidRequestException for strokes where examples are not grey, and where they are not images
    public ExampleForm withFit(Fit other) {
        requirePictures();
        return new ExampleForm(example, classes, image, range, other, table, text, target);
    }

    /// The same with tables that have a header or none; null to decide it from the file.
    public ExampleForm withHeader(@Nullable Boolean first) {
        return new ExampleForm(example, classes, image, range, fit, table.withHeader(first), text, target);
    }

    /// What the model will see of a picture: `image` in size.
    ///
    /// @throws InvalidRequestException where examples are not images, and where strokes are sought and none are found
    public Picture seen(Picture picture) {
        Shape size = requirePictures();
        Picture seen = picture.fit(Objects.requireNonNull(fit), size.extent(0), size.extent(1), size.extent(2));
        Check.require(
                fit != Fit.STROKES || !seen.isBlack(),
                "no drawing found: the image is blank, or its strokes are too faint; draw one digit or letter in the middle, dark on light or light on dark");
        return seen;
    }

    /// The names of the values that the model predicts, as the columns of its table had them; empty for classes, and
    /// where the columns had no names.
    public List<String> valueNames() {
        List<String> names = table.outputs().stream().map(TableColumn::name).toList();
        return classes.isEmpty() && target == null && names.stream().noneMatch(String::isEmpty) ? names : List.of();
    }

    /// The shape of an example that is an image.
    private Shape requirePictures() {
        if (text != null) {
            throw new InvalidRequestException(
                    "this model takes texts, not pictures; give it texts, or a CSV file with a column of texts");
        }
        if (image == null) {
            throw new InvalidRequestException(
                    "this model takes examples of the shape %s, which are not images; give it rows: a CSV file with the columns that it learnt from, or a .npy file"
                            .formatted(example));
        }
        return image;
    }

    /// The values of an example, `[rows · columns · channels]`: an image's samples brought from 0 … 255 into the range
    /// of the data set.
    ///
    /// @param seen of the image's size, as [#seen] makes it
    public float[] values(Picture seen) {
        byte[] samples = seen.samples();
        float[] values = new float[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = range.value(samples[i] & 0xff);
        }
        return values;
    }

    /// What the model will see of a text.
    ///
    /// @throws InvalidRequestException where examples are no texts, and when the text is empty or too long
    public Question.Given given(String given) {
        if (text == null) {
            throw new InvalidRequestException(
                    "this model takes examples of the shape %s, which are no texts; give it %s"
                            .formatted(
                                    example,
                                    image == null
                                            ? "rows: a CSV file with the columns that it learnt from, or a .npy file"
                                            : "pictures"));
        }
        new DataSchema(classes, table, text, target).refuseNextTokens();
        return new Question.Given(text.example(given), text.tokens(given));
    }

    /// What stands between two tokens where a text is put together: a space between words.
    public String between() {
        return text != null && text.tokens() instanceof Tokens.Words ? " " : "";
    }

    /// Tokens for a person: unknown ones in brackets, and subwords parted by lines.
    public String inWords(List<TextEncoding.Token> tokens) {
        String between = text == null || text.tokens() instanceof Tokens.Words
                ? " "
                : text.tokens() instanceof Tokens.Subwords ? "|" : "";
        return tokens.stream()
                .map(token -> token.known() ? token.text() : "[%s]".formatted(token.text()))
                .collect(Collectors.joining(between));
    }

    /// What is asked of an example before it is computed.
    Examples examples() {
        return new Examples(example, text == null ? table.valueNames() : List.of());
    }
}
