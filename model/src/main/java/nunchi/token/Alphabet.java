package nunchi.token;

import java.util.Arrays;
import nunchi.check.Check;

/// Characters that stay in a text.
///
/// @param first of each range
/// @param last  of each range
record Alphabet(int[] first, int[] last) {
    /// Of the characters of a text, where `a-z` has all from a to z. A `-` at the beginning or the end is itself.
    ///
    /// @throws nunchi.check.InvalidRequestException when there are none, or a range ends before it begins
    static Alphabet of(String written) {
        Check.require(!written.isEmpty(), "alphabet is empty; name the characters that stay, such as 'a-z!?'");
        int[] points = written.codePoints().toArray();
        int[] first = new int[points.length];
        int[] last = new int[points.length];
        int count = 0;
        for (int i = 0; i < points.length; i++, count++) {
            first[count] = points[i];
            if (i + 2 < points.length && points[i + 1] == '-') {
                i += 2;
            }
            last[count] = points[i];
            Check.require(
                    first[count] <= last[count],
                    "alphabet has the range %1$s-%2$s, but %2$s comes before %1$s; write %2$s-%1$s"
                            .formatted(Character.toString(first[count]), Character.toString(last[count])));
        }
        return new Alphabet(Arrays.copyOf(first, count), Arrays.copyOf(last, count));
    }

    /// The text with one space in place of other characters, and none at its ends.
    String only(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean parted = false;
        for (int point : text.codePoints().toArray()) {
            if (has(point)) {
                if (parted && !kept.isEmpty()) {
                    kept.append(' ');
                }
                kept.appendCodePoint(point);
            }
            parted = !has(point);
        }
        return kept.toString();
    }

    private boolean has(int point) {
        for (int i = 0; i < first.length; i++) {
            if (point >= first[i] && point <= last[i]) {
                return true;
            }
        }
        return false;
    }
}
