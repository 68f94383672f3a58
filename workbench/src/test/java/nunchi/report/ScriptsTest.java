package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page's scripts are parts of one function: a name that is called must be there, and be there once.
class ScriptsTest {
    /// Of the language and the browser, and the functions of style sheets and drawings that stand in texts.
    private static final Set<String> GIVEN = Set.of("if", "for", "while", "switch", "catch", "function", "return",
            "Map", "Set", "Array", "String", "Number", "Boolean", "Object",
            "Image", "Option", "Blob", "Uint8Array", "Uint16Array", "XMLSerializer", "IntersectionObserver", "parseFloat", "atob", "btoa", "encodeURIComponent",
            "getComputedStyle", "matchMedia", "addEventListener", "setTimeout", "clearTimeout", "Path2D", "hsl", "url", "rotate", "translate");
    private static final Pattern CALLED = Pattern.compile("(?<![\\w.$])([A-Za-z_$][\\w$]*)\\(");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:function|const|let) ([A-Za-z_$][\\w$]*)");
    private static final Pattern UNPACKED = Pattern.compile("\\b(?:const|let) ([\\[{][^=;]*?[]}]) =|(\\([^()]*\\)|\\w+) =>"
            + "|function \\w+\\(([^{]*)\\) \\{|, (\\w+) = |^ {6}(\\w+)\\(.*\\{$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final Pattern OUTERMOST = Pattern.compile("(?m)^  (?:function|const|let) ([A-Za-z_$][\\w$]*)");

    private static String script() {
        return Page.SCRIPTS.stream().map(Resource::text).collect(Collectors.joining()).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("'(?:[^'\\\\\n]|\\\\.)*'", "''");
    }

    @Test
    void everyFunctionThatIsCalledIsThere() {
        Set<String> known = new TreeSet<>(GIVEN);
        DECLARED.matcher(script()).results().forEach(found -> known.add(found.group(1)));
        UNPACKED.matcher(script()).results().map(MatchResult::group).flatMap(text -> WORD.matcher(text).results()).forEach(word -> known.add(word.group()));

        Set<String> called = CALLED.matcher(script()).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(called).contains("groupColour", "saving", "parseFloat");
        called.removeAll(known);
        assertThat(called).isEmpty();
    }

    @Test
    void noNameIsGivenTwice() {
        List<String> names = OUTERMOST.matcher(script()).results().map(found -> found.group(1)).toList();

        assertThat(names).contains("groupColour", "saving").doesNotHaveDuplicates();
    }
}
