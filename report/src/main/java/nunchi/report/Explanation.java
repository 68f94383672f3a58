package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The mathematics of one layer, loss or optimizer: a text file of its name, with paragraphs, `*emphasis*`,
/// `$formulas$` and the run's own values between `«»`.
final class Explanation {
    private static final Pattern VALUE = Pattern.compile("«(\\w+)»");
    private static final Pattern MARKED = Pattern.compile("\\$([^$]+)\\$|\\*([^*]+)\\*");

    private Explanation() {}

    /// @param values gives a setting's value by its key
    /// @return nothing where there is no such text
    static Html of(String name, UnaryOperator<String> values) {
        String source = name.matches("[A-Za-z0-9-]+") ? Resource.textOrEmpty("mathematics/" + name + ".txt") : "";
        if (source.isEmpty()) {
            return Html.NOTHING;
        }
        String text = VALUE.matcher(source).replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
        List<Html> blocks = new ArrayList<>();
        for (String block : text.strip().split("\\n\\s*\\n")) {
            blocks.add(block.startsWith("$$") ? formulas(block) : paragraph(block));
        }
        return Html.join(blocks);
    }

    static boolean exists(String name) {
        return !of(name, key -> key).isEmpty();
    }

    /// Formulas side by side, which wrap where the page is narrow.
    private static Html formulas(String block) {
        List<Html> formulas = new ArrayList<>();
        for (String formula : block.replace("$$", "").strip().split("\\s*,\\s*\\\\quad\\s*")) {
            formulas.add(Formula.display(formula));
        }
        return Html.tag("div", Attributes.of("class", "formulas"), Html.join(formulas));
    }

    static Html paragraph(String block) {
        List<Html> parts = new ArrayList<>();
        Matcher marked = MARKED.matcher(block);
        int from = 0;
        while (marked.find()) {
            parts.add(Html.text(block.substring(from, marked.start())));
            parts.add(
                    marked.group(1) != null
                            ? Formula.inline(marked.group(1))
                            : Html.tag("em", Html.text(marked.group(2))));
            from = marked.end();
        }
        parts.add(Html.text(block.substring(from)));
        return Html.tag("p", Html.join(parts));
    }
}
