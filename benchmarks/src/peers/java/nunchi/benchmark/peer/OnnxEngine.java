package nunchi.benchmark.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import nunchi.benchmark.Engine;
import nunchi.benchmark.Measuring;
import nunchi.benchmark.Work;

/// Inference by ONNX Runtime on the CPU, with all its optimizations of the graph.
///
/// @param waiting whether its threads wait for work; else they spin, as they do unless told otherwise
public record OnnxEngine(boolean waiting) implements Engine {

    /// The first argument is `spinning` or `waiting`; the others are those of [Measuring].
    public static void main(String[] arguments) {
        Measuring.measure(
                new OnnxEngine(arguments[0].equals("waiting")), Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @Override
    public String name() {
        return "ONNX Runtime" + (waiting ? ": waiting" : "");
    }

    @Override
    public Optional<Task> prepare(Work work, int threads) {
        try {
            return work instanceof Work.Inference inference
                    ? Optional.of(new Run(inference, threads, waiting))
                    : Optional.empty();
        } catch (OrtException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Run implements Task {
        private final OrtSession session;
        private final Map<String, OnnxTensor> inputs;

        Run(Work.Inference work, int threads, boolean waiting) throws OrtException {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.addConfigEntry("session.intra_op.allow_spinning", waiting ? "0" : "1");
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
                session = environment.createSession(OnnxModel.bytes(work.study().model(), work.batch()), options);
            }
            long[] shape = work.study().model().channelsFirst(work.batch());
            float[] examples = OnnxModel.normal((int) Arrays.stream(shape).reduce(1, (a, b) -> a * b), 1);
            inputs = Map.of(OnnxModel.INPUT, OnnxTensor.createTensor(environment, FloatBuffer.wrap(examples), shape));
        }

        @Override
        public void run() {
            try (OrtSession.Result result = session.run(inputs)) {
                ((OnnxTensor) result.get(0)).getFloatBuffer();
            } catch (OrtException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void close() {
            try {
                inputs.values().forEach(OnnxTensor::close);
                session.close();
            } catch (OrtException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
