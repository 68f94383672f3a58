package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PageTest {
    @TempDir
    private Path temporary;

    private static JsonNode data(String html) {
        String before = "<script type=\"application/json\" id=\"drawings\">";
        int from = html.indexOf(before) + before.length();
        return new JsonMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
    }

    /// All classes of this program anew, without one of its files.
    private static final class Incomplete extends URLClassLoader {
        private final String missing;

        Incomplete(String missing) throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.missing = missing;
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> places = new ArrayList<>();
            for (String place : System.getProperty("java.class.path").split(File.pathSeparator)) {
                places.add(Path.of(place).toUri().toURL());
            }
            return places.toArray(URL[]::new);
        }

        @Override
        public URL getResource(String name) {
            return name.equals(missing) ? null : super.getResource(name);
        }
    }

    @Test
    void aProgramWithoutWhatDrawsItsChartsSaysSo() throws Exception {
        Path run = Fixture.copy(Fixture.RUN, temporary.resolve("run"));
        try (Incomplete program = new Incomplete("nunchi/report/echarts.min.js")) {
            Method write = program.loadClass(Report.class.getName()).getMethod("write", Path.class);
            assertThatThrownBy(() -> write.invoke(null, run))
                    .cause()
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "the page cannot be made: nunchi/report/echarts.min.js is missing from this program; build or install it anew");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Fixture.RUN, Fixture.REPETITION, Fixture.LAB})
    void theNumbersOfThePageAreJsonAndEveryDrawingHasItsOwn(String fixture) {
        String html = Report.html(Fixture.copy(fixture, temporary.resolve("folder")));

        JsonNode data = data(html);

        Matcher drawings =
                Pattern.compile("data-(chart|map)=\"(\\d+)\"").matcher(html.substring(0, html.indexOf("<script")));
        assertThat(drawings.results()
                        .map(found -> data.path(found.group(1) + "s")
                                .path(Integer.parseInt(found.group(2)))
                                .path("caption")
                                .asString("")))
                .isNotEmpty()
                .doesNotContain("");
    }

    @Test
    void headingsFollowEachOtherWithoutAGap() {
        String html = Report.html(Fixture.copy(Fixture.LAB, temporary.resolve("folder")));

        List<Integer> levels = Pattern.compile("<h(\\d)[ >]")
                .matcher(html.substring(0, html.indexOf("<script")))
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();

        assertThat(levels).startsWith(1);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).as("heading %d", i).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
    }

    @Test
    void everyDrawingIsDescribedToThoseWhoCannotSeeIt() {
        String page = Report.html(Fixture.copy(Fixture.RUN, temporary.resolve("folder")));
        String html = page.substring(0, page.indexOf("<script"));

        assertThat(Pattern.compile("<div[^>]* data-(?:chart|map)=[^>]*>")
                        .matcher(html)
                        .results()
                        .map(found -> found.group()))
                .isNotEmpty()
                .allMatch(drawing -> drawing.matches(".* role=\"img\" aria-label=\"[^\"]{20,}\".*"));
        assertThat(Pattern.compile("<img [^>]*>").matcher(html).results().map(found -> found.group()))
                .isNotEmpty()
                .allMatch(image -> image.contains(" alt=\""));
    }
}
