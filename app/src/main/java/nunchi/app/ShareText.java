package nunchi.app;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.search.Share;
import nunchi.search.Share.Span;

/// Reads which trials a process trains: `3/20`, `5-8` or `3,7-9`.
final class ShareText {
    private static final Pattern PART = Pattern.compile("(\\d+)/(\\d+)");
    private static final Pattern SPAN = Pattern.compile("(\\d+)(?:-(\\d+))?");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+");

    private ShareText() {}

    /// Whether the text is one number, which asks for as many settings.
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException large) {
            throw new InvalidRequestException(
                    "%s is too large; there are at most 100,000 trials".formatted(Check.excerpt(digits)), large);
        }
    }

    static Share part(String text) {
        Matcher part = PART.matcher(text);
        Check.require(
                part.matches(),
                "--share is '%s', but a part of the trials is expected, such as 3/20 for the third of twenty"
                        .formatted(Check.excerpt(text)));
        return new Share.Part(number(part.group(1)), number(part.group(2)));
    }

    static Share numbers(String text) {
        return new Share.Numbers(
                Arrays.stream(text.split(",", -1)).map(each -> span(each, text)).toList());
    }

    private static Span span(String each, String whole) {
        Matcher span = SPAN.matcher(each.strip());
        Check.require(
                span.matches(),
                "--trials is '%s', but a number of settings or a list of trials is expected, such as 20, 5-8 or 3,7-9"
                        .formatted(Check.excerpt(whole)));
        int first = number(span.group(1));
        return new Span(first, span.group(2) == null ? first : number(span.group(2)));
    }
}
