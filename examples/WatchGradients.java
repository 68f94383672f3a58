import module java.base;
import module nunchi.workbench;

/// Six sigmoid layers on top of each other, and how the gradients of their weights vanish towards the first.
///
/// Argument: the folder of the run; default: `runs/…`.
final class WatchGradients {
    private WatchGradients() {}

    public static void main(String[] arguments) {
        List<Layer> model = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            model.add(new Dense(32, new Sigmoid()));
        }
        model.add(new Dense(10));
        Experiment experiment = new Experiment(
                "watch-gradients",
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16)),
                model,
                new SoftmaxCrossEntropy(),
                new Sgd(0.1),
                new TrainSettings(4).withHistograms(new HistogramSettings(2, 256)));
        RunOptions options = new RunOptions().withListener(norms());
        Runs.run(experiment, arguments.length == 0 ? options : options.withOut(Path.of(arguments[0])));
    }

    /// Euclid's norm of every kernel's gradient: before the first epoch, and after each second.
    private static TrainingListener norms() {
        return event -> {
            if (event instanceof TrainingEvent.Histograms look) {
                look.gradients().forEach((weight, gradient) -> {
                    if (weight.endsWith("/weight")) {
                        System.out.printf(
                                "epoch %d  %-15s %.1e  %s%n",
                                look.epoch(), weight, gradient.moments().norm(), bar(gradient));
                    }
                });
            }
        };
    }

    /// One block for each power of two above 10⁻⁸.
    private static String bar(Distribution gradient) {
        return "█".repeat(Math.max(0, (int)
                Math.round(Math.log(gradient.moments().norm() / 1e-8) / Math.log(2))));
    }
}
