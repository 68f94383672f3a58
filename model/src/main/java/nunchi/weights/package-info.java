/// Tensors by their names: of a model, in memory and in files.
@NullMarked
package nunchi.weights;

import org.jspecify.annotations.NullMarked;
