/// Event files for TensorBoard, written while a training runs.
package nunchi.tensorboard;
