package nunchi.metric;

import java.util.List;
import java.util.regex.Pattern;

/// Cuts a text into words as the script mteval-v13a of the WMT does, and sacrebleu by default (`tok:13a`): punctuation
/// stands alone, but for points and commas within numbers.
final class Words13a {
    private static final Pattern MARKS = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern AFTER_NO_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern BEFORE_NO_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
    /// Those of Unicode, as of Python's `split`: before French punctuation stands one that does not break.
    static final Pattern BLANKS = Pattern.compile("[\\p{IsWhite_Space}\\x1c-\\x1f]+");

    private Words13a() {}

    static List<String> of(String text) {
        String line = text.replace("<skipped>", "")
                .replace("-\n", "")
                .replace('\n', ' ')
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = MARKS.matcher(" " + line + " ").replaceAll(" $1 ");
        line = AFTER_NO_DIGIT.matcher(line).replaceAll("$1 $2 ");
        line = BEFORE_NO_DIGIT.matcher(line).replaceAll(" $1 $2");
        line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
        return BLANKS.splitAsStream(line).filter(word -> !word.isEmpty()).toList();
    }
}
