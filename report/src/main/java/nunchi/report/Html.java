package nunchi.report;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A piece of HTML that is safe to put into a page: text is escaped on the way in, and only the report's own markup is
/// trusted.
record Html(String markup) {
    static final Html NOTHING = new Html("");
    private static final Pattern UNIT = Pattern.compile("(?<=\\d) (?=%|(?:s|ms|min|h|px|kB|KB|MB|GB)(?!\\w))");
    private static final Pattern WHOLE = Pattern.compile("t-SNE|--[a-z]+(?:-[a-z]+)*");
    private static final Pattern STEP = Pattern.compile("(?<=\\w)\\.(?=\\w)");

    /// Text of any origin. A number and its unit stay on one line, and so does a word with hyphens that is one word.
    static Html text(String text) {
        String bound = UNIT.matcher(escape(text)).replaceAll("\u00a0");
        return new Html(WHOLE.matcher(bound).replaceAll("<span class=\"whole\">$0</span>"));
    }

    /// Text that may be broken after the dots of its paths: `preprocess.0.standardize`.
    static Html path(String text) {
        return new Html(STEP.matcher(text(text).markup).replaceAll(".<wbr>"));
    }

    static Html text(String pattern, Object... values) {
        return text(pattern.formatted(values));
    }

    /// Markup written by the report itself.
    static Html trusted(String markup) {
        return new Html(markup);
    }

    static Html join(Html... parts) {
        return join(Arrays.asList(parts));
    }

    static Html join(List<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
    }

    static Html tag(String name, Html... content) {
        return tag(name, Attributes.NONE, content);
    }

    static Html tag(String name, Attributes attributes, Html... content) {
        return new Html("<" + name + attributes.markup() + ">" + join(content).markup + "</" + name + ">");
    }

    /// An element that never has content: `img`.
    static Html single(String name, Attributes attributes) {
        return new Html("<" + name + attributes.markup() + ">");
    }

    static Html paragraph(String text) {
        return tag("p", text(text));
    }

    boolean isEmpty() {
        return markup.isEmpty();
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(letter);
            }
        }
        return safe.toString();
    }
}
