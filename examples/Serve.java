import module java.base;
import module nunchi.workbench;

/// A run's model inside a program: loaded once, asked by four threads at the same time.
///
/// Argument: the folder of a run on `digits`; without one, one is trained first.
public class Serve {
    public static void main(String[] arguments) throws Exception {
        Path run = arguments.length == 0 ? train() : Path.of(arguments[0]);
        Dataset digits = Digits.load();
        try (Predictor predictor = Predictor.load(run);
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Prediction>> asked = IntStream.range(0, digits.size())
                    .mapToObj(row -> callers.submit(() -> predictor.predict(digits.example(row))))
                    .toList();
            int right = 0;
            for (int row = 0; row < asked.size(); row++) {
                right += asked.get(row).get().best().number() == digits.label(row) ? 1 : 0;
            }
            System.out.println("the most likely classes of row 0: "
                    + asked.getFirst().get().top(3));
            System.out.printf("%d of %d digits were classified correctly%n", right, digits.size());
        }
    }

    private static Path train() {
        Experiment experiment = new Experiment(
                "served",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16)),
                List.of(new Dense(64, new Relu()), new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.003),
                new TrainSettings(10));
        return Runs.run(experiment, new RunOptions()).folder().path();
    }
}
