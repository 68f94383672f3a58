/// Event files for TensorBoard, written while a training runs.
@NullMarked
package nunchi.tensorboard;

import org.jspecify.annotations.NullMarked;
