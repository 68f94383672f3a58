/// What a training makes small: one number for each example. A [Loss] says what the model's outputs mean
/// ([OutputKind]), and everything else reads that.
@NullMarked
package nunchi.loss;

import org.jspecify.annotations.NullMarked;
