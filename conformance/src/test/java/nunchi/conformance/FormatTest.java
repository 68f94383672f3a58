package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every file stands as palantir-java-format writes it, at 120 columns. With `-Dnunchi.format=write` the test writes
/// the others so and names them; `CONTRIBUTING.md` has the command.
class FormatTest {
    private static final JavaFormatterOptions.Style STYLE = JavaFormatterOptions.Style.PALANTIR;
    private static final Formatter FORMATTER = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(STYLE).build());

    /// The formatter would go on with such a line as a plain comment.
    private static final Pattern LONG_COMMENT = Pattern.compile("(?m)^(?=.{121}) *///.*$");

    @Test
    void everyFileIsFormatted() {
        List<String> others = Source.all()
                .filter(FormatTest::hasAClass)
                .parallel()
                .filter(source -> !source.text().equals(formatted(source)))
                .map(source -> write(source, formatted(source)))
                .toList();
        assertThat(others).as("files to be written with -Dnunchi.format=write").isEmpty();
    }

    /// The formatter does not know files that begin with `void main()`.
    private static boolean hasAClass(Source source) {
        return !source.text().contains("\nvoid main(");
    }

    private static String write(Source source, String formatted) {
        if ("write".equals(System.getProperty("nunchi.format"))) {
            try {
                Files.writeString(source.file(), formatted);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
        return source.shown();
    }

    private static String formatted(Source source) {
        try {
            LONG_COMMENT.matcher(source.text()).results().forEach(match -> {
                throw new AssertionError(source.shown() + ": wrap the comment at 120 columns: " + match.group());
            });
            String ordered = ImportOrderer.reorderImports(masked(source.text()), STYLE);
            return unmasked(FORMATTER.formatSource(ordered));
        } catch (FormatterException unknown) {
            throw new AssertionError(source.shown() + ": " + unknown.getMessage(), unknown);
        }
    }

    /// What the formatter does not know, in signs of the same length: lines of documentation and imports of modules.
    private static String masked(String text) {
        return text.replaceAll("(?m)^( *)///(?: |$)", "$1// ~").replaceAll("(?m)^import module ", "import module___");
    }

    private static String unmasked(String text) {
        return text.replaceAll("(?m)^import module___", "import module ")
                .replaceAll("(?m)^( *)// ~$", "$1///")
                .replaceAll("(?m)^( *)// ~", "$1/// ");
    }
}
