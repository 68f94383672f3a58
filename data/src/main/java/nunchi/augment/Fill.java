package nunchi.augment;

/// What is seen beyond the border of an image.
public enum Fill {
    /// Black: the least value of the data set's range.
    CONSTANT,
    /// The nearest pixel of the border.
    EDGE
}
