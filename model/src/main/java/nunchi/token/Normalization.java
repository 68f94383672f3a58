package nunchi.token;

import java.util.Locale;
import nunchi.check.Check;

/// What is done to a text before it is cut into tokens. Half of a surrogate pair, which is no character, becomes
/// U+FFFD.
///
/// @param unicode   form of Unicode: nfc, nfd or nfkc. A space without a break stays as it is in nfc and nfd, and
///     becomes a space in nfkc (default: nfc)
/// @param lowercase whether all letters are written in lower case (default: false)
public record Normalization(UnicodeForm unicode, boolean lowercase) {
    private static final char REPLACEMENT = '\uFFFD';

    public Normalization {
        Check.given("unicode", unicode);
    }

    public Normalization() {
        this(UnicodeForm.NFC, false);
    }

    /// The text as it is cut into tokens.
    public String of(String text) {
        String formed = unicode.apply(wellFormed(text));
        return lowercase ? unicode.apply(formed.toLowerCase(Locale.ROOT)) : formed;
    }

    private static String wellFormed(String text) {
        if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(point -> whole.appendCodePoint(isHalf(point) ? REPLACEMENT : point));
        return whole.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
