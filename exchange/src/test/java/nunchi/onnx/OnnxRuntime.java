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
        long[] extents = new long[shape.rank()];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = shape.extent(axis);
        }
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(examples), extents);
                OrtSession.Result result = session.run(Map.of(Network.EXAMPLES, input))) {
            Map<String, float[]> outputs = new HashMap<>();
            result.forEach(entry -> outputs.put(
                    entry.getKey(),
                    ((OnnxTensor) entry.getValue()).getFloatBuffer().array()));
            return outputs;
        } catch (OrtException failure) {
            throw new AssertionError(failure);
        }
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
