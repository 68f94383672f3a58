package nunchi.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.model.TableColumns;
import nunchi.picture.Fit;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.token.TargetEncoding;
import nunchi.token.TextEncoding;
import org.jspecify.annotations.Nullable;

/// What is known of a data set besides its values.
///
/// @param name    as in an experiment file
/// @param classes the names of the classes by their numbers; empty for a regression
/// @param drawn   how an example is drawn
/// @param origin  who made them
/// @param table   the columns that examples were made of; null where they come from no table
/// @param text    how texts became examples; null where they are no texts, or the encoding is not learnt yet
/// @param target  how texts became targets; null where they are no texts, or the encoding is not learnt yet
/// @param notes   what a person should know of how the files were read, each a sentence without its point
public record DataCard(
        String name,
        List<String> classes,
        Drawn drawn,
        Origin origin,
        @Nullable TableColumns table,
        @Nullable TextEncoding text,
        @Nullable TargetEncoding target,
        List<String> notes) {
    /// How an example is drawn.
    ///
    /// @param image `[rows, columns, channels]` of an example that can be drawn; else null
    /// @param range of the values of an example
    /// @param fit   how a person's own picture becomes such an example
    public record Drawn(@Nullable Shape image, InputRange range, Fit fit) {
        private static final Drawn NOT = new Drawn(null, InputRange.UNIT, Fit.STRETCH);
    }

    public DataCard {
        Check.require(!name.isBlank(), "a data set needs a name");
        Check.require(
                drawn.image == null || drawn.image.rank() == 3,
                "image of %s is %s; it must be [rows, columns, channels]".formatted(name, drawn.image));
        classes = List.copyOf(classes);
        requireNames(name, classes);
        notes = List.copyOf(notes);
    }

    private static void requireNames(String data, List<String> classes) {
        Set<String> seen = new HashSet<>();
        for (String each : classes) {
            if (!seen.add(each)) {
                throw new InvalidRequestException(
                        "two classes of %s have the name '%s', the numbers %d and %d; give each a name of its own"
                                .formatted(data, each, classes.indexOf(each), classes.lastIndexOf(each)));
            }
        }
    }

    public DataCard(String name) {
        this(name, List.of(), Drawn.NOT, Origin.PROGRAM, null, null, null, List.of());
    }

    public DataCard(String name, String... classes) {
        this(name, Arrays.asList(classes), Drawn.NOT, Origin.PROGRAM, null, null, null, List.of());
    }

    /// `[rows, columns, channels]` of an example that can be drawn; else null.
    public @Nullable Shape image() {
        return drawn.image;
    }

    /// Of the values of an example.
    public InputRange range() {
        return drawn.range;
    }

    /// How a person's own picture becomes such an example.
    public Fit fit() {
        return drawn.fit;
    }

    /// The same, with examples that reports draw as images `[height, width, channels]`.
    ///
    /// @param values which black and white stand for
    public DataCard drawnAs(Shape imageShape, InputRange values) {
        return new DataCard(
                name, classes, new Drawn(imageShape, values, drawn.fit), origin, table, text, target, notes);
    }

    /// The same, with whom the data are by and under which licence.
    public DataCard attributedTo(String attribution) {
        return new DataCard(
                name, classes, drawn, new Origin(attribution, origin.checksums()), table, text, target, notes);
    }

    /// The same, with the SHA-256 of each file it was read from.
    public DataCard withChecksums(Map<String, String> checksums) {
        return new DataCard(
                name, classes, drawn, new Origin(origin.attribution(), checksums), table, text, target, notes);
    }

    /// The same, with the rule by which a person's own images are brought to an example's size.
    public DataCard fittedBy(Fit rule) {
        return new DataCard(
                name, classes, new Drawn(drawn.image, drawn.range, rule), origin, table, text, target, notes);
    }

    /// The same, with these classes.
    public DataCard withClasses(List<String> names) {
        return new DataCard(name, names, drawn, origin, table, text, target, notes);
    }

    /// The same, with the columns that examples were made of, so that another table's can be found.
    public DataCard ofTable(TableColumns columns) {
        return new DataCard(name, classes, drawn, origin, columns, text, target, notes);
    }

    /// The same of ids that texts became.
    public DataCard ofTexts(TextEncoding encoding) {
        return new DataCard(name, classes, drawn, origin, table, encoding, target, notes);
    }

    /// The same with ids of target texts as targets.
    DataCard ofTargets(TargetEncoding encoding) {
        return new DataCard(name, classes, drawn, origin, table, text, encoding, notes);
    }

    /// The same, with what a person should know of how the files were read.
    public DataCard withNotes(List<String> sentences) {
        return new DataCard(name, classes, drawn, origin, table, text, target, sentences);
    }

    /// @throws nunchi.check.InvalidRequestException when an example has not the number of values its image takes
    void requireExample(Shape example) {
        Check.require(
                drawn.image == null || drawn.image.size() == example.size(),
                "examples of %s have the shape %s, but are to be drawn as %s".formatted(name, example, drawn.image));
    }
}
