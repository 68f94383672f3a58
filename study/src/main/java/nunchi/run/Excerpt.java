package nunchi.run;

/// What a file keeps of a text of the data.
final class Excerpt {
    private static final int CHARACTERS = 300;

    private Excerpt() {}

    /// The whole of a short text, and the first 300 characters of a longer one.
    static String of(String whole) {
        return whole.codePointCount(0, whole.length()) <= CHARACTERS
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, CHARACTERS)) + "…";
    }
}
