package nunchi.token;

import java.text.Normalizer;
import java.util.Locale;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// What is done to a text before it is cut into tokens, in the order of the keys. Half of a surrogate pair, which is no
/// character, becomes U+FFFD.
///
/// @param unicode      form of Unicode: nfc, nfd or nfkc. A space without a break stays as it is in nfc and nfd, and
///     becomes a space in nfkc (default: nfc)
/// @param lowercase    whether all letters are written in lower case (default: false)
/// @param stripAccents whether accents and other marks without a width are left out, so that é becomes e (default:
///     false)
/// @param alphabet     characters that stay, with a-z for all from a to z; everything between them becomes one space.
///     Null for all characters
public record Normalization(
        UnicodeForm unicode,
        boolean lowercase,
        boolean stripAccents,
        @Nullable String alphabet) {
    private static final char REPLACEMENT = '\uFFFD';

    public Normalization {
        Check.given("unicode", unicode);
        if (alphabet != null) {
            Alphabet.of(alphabet);
        }
    }

    /// With accents, and of all characters.
    public Normalization(UnicodeForm unicode, boolean lowercase) {
        this(unicode, lowercase, false, null);
    }

    public Normalization() {
        this(UnicodeForm.NFC, false);
    }

    /// The text as it is cut into tokens.
    public String of(String text) {
        String formed = unicode.apply(wellFormed(text));
        String cased = lowercase ? unicode.apply(formed.toLowerCase(Locale.ROOT)) : formed;
        String plain = stripAccents ? unicode.apply(withoutMarks(cased)) : cased;
        return alphabet == null ? plain : Alphabet.of(alphabet).only(plain);
    }

    /// The same with lower case, where it is asked for here or there.
    Normalization orLowercase(boolean lower) {
        return new Normalization(unicode, lowercase || lower, stripAccents, alphabet);
    }

    private static String withoutMarks(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
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
