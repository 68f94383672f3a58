package nunchi.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import nunchi.network.Network;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Runs ONNX files.
public final class OnnxRuntime implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    public OnnxRuntime(byte[] file) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(file, options);
        } catch (OrtException refused) {
            throw new AssertionError(refused);
        }
    }

    public OrtSession session() {
        return session;
    }

    /// The values of every output by its name.
    public Map<String, float[]> run(Shape shape, float[] examples) {
        return run(Map.of(Network.EXAMPLES, new Tensor(shape, examples)));
    }

    /// @param inputs by their names
    public Map<String, float[]> run(Map<String, Tensor> inputs) {
        Map<String, OnnxTensor> fed = new HashMap<>();
        try {
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                fed.put(input.getKey(), tensor(input.getValue()));
            }
            try (OrtSession.Result result = session.run(fed)) {
                Map<String, float[]> outputs = new HashMap<>();
                result.forEach(entry -> outputs.put(
                        entry.getKey(),
                        ((OnnxTensor) entry.getValue()).getFloatBuffer().array()));
                return outputs;
            }
        } catch (OrtException failure) {
            throw new AssertionError(failure);
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(Tensor values) throws OrtException {
        Shape shape = values.shape();
        long[] extents = new long[shape.rank()];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = shape.extent(axis);
        }
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values.values()), extents);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw new AssertionError(failure);
        }
    }
}
