/// A model's inference graph as an ONNX file, translated op by op.
package nunchi.onnx;
