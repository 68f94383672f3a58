/// A model's inference graph as an ONNX file, translated op by op.
@NullMarked
package nunchi.onnx;

import org.jspecify.annotations.NullMarked;
