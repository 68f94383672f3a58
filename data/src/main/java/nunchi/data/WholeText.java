package nunchi.data;

import java.nio.file.Path;
import java.util.Optional;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.model.DataSchema;
import nunchi.tensor.Shape;
import nunchi.token.TextEncoding;
import nunchi.token.TextSettings;
import nunchi.token.Windows;
import org.jspecify.annotations.Nullable;

/// One text that has no rows before it is cut into examples of equally many tokens, which depends on what tokens are.
///
/// @param card   name and origin
/// @param window tokens of an example; null where none was named
record WholeText(DataCard card, String text, @Nullable Integer window) implements Dataset {
    /// Of a file.
    ///
    /// @throws InvalidRequestException when it is absent, too long, empty, or no text in UTF-8, with the byte
    static WholeText load(Path file, Reading reading) {
        reading.allow(file.toString(), "one text", Reading.OF_ONE_TEXT);
        TextFile content = TextFile.read(file, "a text is a file", "write a text into it");
        return new WholeText(content.card(), content.text(), reading.window());
    }

    /// The parts cut into examples; these themselves where they have rows already.
    static Datasets cut(Datasets parts, TextSettings settings) {
        return parts.each(part -> part instanceof WholeText whole ? whole.cut(settings) : part);
    }

    private Dataset cut(TextSettings settings) {
        if (window == null) {
            throw new InvalidRequestException(
                    "%s is one text; name the number of tokens of each example, such as data.window=64"
                            .formatted(name()));
        }
        try {
            return TextDataset.ofWindows(card, Windows.of(settings, text, window));
        } catch (InvalidRequestException tooShort) {
            throw new InvalidRequestException("%s: %s".formatted(name(), tooShort.getMessage()), tooShort);
        }
    }

    /// As many tokens an example as the model takes.
    ///
    /// @throws InvalidRequestException when the text is too short, or the model did not learn from such a text
    @Override
    public Dataset matching(DataSchema learnt) {
        TextEncoding encoding = learnt.text();
        if (encoding == null || learnt.target() == null || !learnt.target().next()) {
            Check.require(
                    learnt.equals(DataSchema.ANY) || learnt.equals(schema()),
                    "%s is one text, but the model did not learn to predict the next token of a text"
                            .formatted(name()));
            return this;
        }
        return TextDataset.ofWindows(card, Windows.of(encoding, text)).matching(learnt);
    }

    @Override
    public Optional<String> text(int row) {
        return Optional.of(text);
    }

    @Override
    public Shape example() {
        return Shape.of(1);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public void example(int row, float[] into, int offset) {
        throw uncut();
    }

    @Override
    public void target(int row, float[] into, int offset) {
        throw uncut();
    }

    private InvalidRequestException uncut() {
        return new InvalidRequestException(
                "%s is one text, which has no examples yet; DataSettings.cut makes them".formatted(name()));
    }
}
