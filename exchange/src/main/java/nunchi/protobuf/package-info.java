/// The one writer of Protocol Buffers, for ONNX and TensorBoard.
package nunchi.protobuf;
