package nunchi.token;

/// What becomes of characters that are neither letters nor digits where texts are cut into words.
public enum Punctuation {
    /// Each is a token of its own.
    SEPARATE,
    /// They stay part of the words that they touch.
    KEEP,
    /// They are left out.
    REMOVE
}
