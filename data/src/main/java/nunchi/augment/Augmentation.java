package nunchi.augment;

import nunchi.random.RandomKey;

/// A random change of an image `[rows, columns, channels]`, whose shape and range stay. Anyone may write one: a record,
/// and a line in the catalogue.
///
/// It must depend on nothing but the image, its own components and the key, so that the same example is changed in the
/// same way by any thread in any order.
public interface Augmentation {

    /// @param key of this change of this row in this epoch
    void change(Canvas canvas, RandomKey key);

    /// The same for a change that follows the epochs instead of drawing each anew.
    ///
    /// @param key   of this change of this row in this epoch
    /// @param fixed of this change of this row, the same in every epoch
    /// @param epoch its number
    default void change(Canvas canvas, RandomKey key, RandomKey fixed, int epoch) {
        change(canvas, key);
    }
}
