package nunchi.report;

import static nunchi.report.ReportTest.body;
import static nunchi.report.ReportTest.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The markup of a report, whatever stands in it.
class ReportMarkupTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void nothingIsLoadedFromOutside(String fixture) {
        String html = Report.html(Fixture.copy(fixture, temporary.resolve("folder")));
        String markup = Pattern.compile("(<script[^>]*>).*?</script>", Pattern.DOTALL)
                .matcher(html)
                .replaceAll("$1");

        assertThat(Pattern.compile("(?:src|href|action|data|poster|srcset)=\"([^\"]*)\"")
                        .matcher(markup)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(address -> address.startsWith("#") || address.startsWith("data:"));
        assertThat(markup).doesNotContain("url(", "@import", "//cdn", "http:", "https:");
        assertThat(Page.script().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("fetch(", "XMLHttpRequest", "import(", "http");
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void theMarkupIsWellFormedAndItsNamesAreUnique(String fixture) {
        String body = body(Report.html(Fixture.copy(fixture, temporary.resolve("folder"))));

        Markup.requireWellFormed(body);
        assertThat(Pattern.compile(" id=\"([^\"]*)\"").matcher(body).results().map(found -> found.group(1)))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        String html = Report.html(Fixture.copy(Fixture.LAB, temporary.resolve("lab")));
        List<String> names = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(Pattern.compile("href=\"#([^\"]*)\"").matcher(html).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(20)
                .allMatch(names::contains);
    }

    /// Every text of every file is replaced, so that none is forgotten.
    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void textThatLooksLikeMarkupStaysText(String fixture) {
        Path folder = Fixture.copy(fixture, temporary.resolve("folder"));
        Damage.replaceEveryText(folder, "</script><img src=x onerror=alert(1)>");

        String html = Report.html(folder);

        assertThat(html).contains("&lt;/script&gt;&lt;img src=x").doesNotContain("<img src=x");
        assertThat(count(html, "</script")).as("the page's own three scripts").isEqualTo(3);
        Markup.requireWellFormed(body(html));
    }
}
