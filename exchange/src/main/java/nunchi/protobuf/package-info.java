/// The one writer of Protocol Buffers, for ONNX and TensorBoard.
@NullMarked
package nunchi.protobuf;

import org.jspecify.annotations.NullMarked;
