import module java.base;
import module nunchi.workbench;

/// A data loader of one's own: examples that are in no file, but made when a batch asks for them.
public class OwnDataset {

    // @start region="dataset"
    /// Noisy images of 12 x 12 with a bright stripe, 6 long, that lies or stands somewhere. Row r is the same whenever
    /// and by whichever thread it is asked for, since all that is random in it comes from r.
    public record Stripes(int size) implements Dataset {
        private static final int SIDE = 12;
        private static final int LENGTH = 6;
        private static final DataCard CARD =
                new DataCard("stripes", "lying", "standing").drawnAs(Shape.of(SIDE, SIDE, 1), InputRange.UNIT);

        @Override
        public DataCard card() {
            return CARD;
        }

        @Override
        public Shape example() {
            return Shape.of(SIDE, SIDE, 1);
        }

        @Override
        public void example(int row, float[] into, int offset) {
            SplittableRandom random = new SplittableRandom(row);
            IntStream.range(0, SIDE * SIDE).forEach(pixel -> into[offset + pixel] = 0.5f * (float) random.nextDouble());
            int across = random.nextInt(SIDE);
            int along = random.nextInt(SIDE - LENGTH);
            for (int i = along; i < along + LENGTH; i++) {
                into[offset + (row % 2 == 0 ? across * SIDE + i : i * SIDE + across)] = 1;
            }
        }

        @Override
        public void target(int row, float[] into, int offset) {
            into[offset] = row % 2;
        }
    }
    // @end

    public static void main(String[] arguments) {
        Experiment experiment = new Experiment(
                "stripes",
                new DataSettings("stripes"),
                List.of(new Conv2d(8, 5, new Padding.Same(), new Relu()), new GlobalMaxPool2d(), new Dense(2)),
                new SoftmaxCrossEntropy(),
                new Adam(0.01),
                new TrainSettings(8));
        Datasets parts = new Datasets(new Stripes(2000)).withTest(new Splitter.Stratified(0.2), experiment.seed());

        RunResult result = Runs.run(
                experiment, parts, new RunOptions().withOut(arguments.length > 0 ? Path.of(arguments[0]) : null));
        System.out.printf(
                "test accuracy %.4f%nreport %s%n",
                result.trained().test().accuracy(), result.folder().file("report.html"));
    }
}
