package nunchi.codec;

/// Who wrote a file: what is read of it, and how it is said what is wrong there.
enum Author {
    /// May spell a value in several ways, misses a key and invents another: whatever is not known is refused, and what
    /// is missing has its default.
    PERSON,
    /// Wrote exactly one form, perhaps of a later version: keys that are not known are let be, and a value of another
    /// type was changed since.
    PROGRAM
}
