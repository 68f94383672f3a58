import module java.base;
import module nunchi.workbench;

/// Looks inside a small convolutional network: how far each layer pulls the classes apart, and where it looks in one
/// image.
///
/// Argument: the folder of the run; default: `runs/…`.
final class LookInside {
    private static final String SHADES = " .:-=+*#%@";

    private LookInside() {}

    public static void main(String[] arguments) {
        Experiment experiment = new Experiment(
                "look-inside",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16)),
                List.of(
                        new Reshape(List.of(8, 8, 1)),
                        new Conv2d(16, 3, new Padding.Same(), new Relu()),
                        new Flatten(),
                        new Dense(10)),
                new SoftmaxCrossEntropy(),
                new Adam(0.005),
                new TrainSettings(8));
        RunOptions options = arguments.length == 0 ? new RunOptions() : new RunOptions().withOut(Path.of(arguments[0]));
        RunResult result = Runs.run(experiment, options);
        Dataset test = Runs.evaluate(result.folder().path(), Split.TEST, List.of(), options)
                .data();
        try (Backend backend = Backends.fastest(2)) {
            Activations activations = new Activations(
                    experiment.layers(), result.trained().weights().tensors());
            new LayerMaps(activations, new Tsne(20, 300)).of(test, List.of(), backend, LookInside::print);
            ImageModel images = new ImageModel(
                    experiment.layers(),
                    activations.weights(),
                    test.example(),
                    test.image().orElseThrow(),
                    test.range());
            Score score = Score.ofClass(test.example(0), test.label(0), 10);
            System.out.printf("where it looks for a %d:%n", test.label(0));
            draw(new SmoothGrad().of(images, List.of(score), backend).getFirst());
        }
    }

    private static void print(LayerMap layer) {
        double nearest = layer.embedding().plane().nearestLabel();
        System.out.printf(
                "%-18s 1-NN accuracy %.3f, on the t-SNE map %.3f%n", layer.path(), layer.nearestLabel(), nearest);
    }

    private static void draw(SaliencyMap map) {
        float[] shares = map.shares();
        for (int place = 0; place < shares.length; place++) {
            System.out.print(SHADES.charAt(Math.round(shares[place] * (SHADES.length() - 1)))
                    + ((place + 1) % 8 == 0 ? "\n" : " "));
        }
    }
}
