package nunchi.lab;

import java.util.List;
import java.util.stream.Stream;
import nunchi.lab.Lab.Member;

/// The studies that come with Nunchi, with the settings of their quick runs.
final class BuiltInLabs {
    private static final String FEW = "data.limit={train: 2000, validation: 500, test: 500}";
    private static final String FEW_WITHOUT_VALIDATION = "data.limit={train: 2000, test: 500}";
    /// For convolutions of many channels: a smoke run on one thread, too.
    private static final String FEWER = "data.limit={train: 192, validation: 128, test: 128}";
    private static final String FEWER_WITHOUT_VALIDATION = "data.limit={train: 640, test: 160}";
    private static final String TWICE = "train.epochs=2";

    /// In the order in which `nunchi lab` lists them.
    static final List<Lab> ALL = List.of(
            new Lab(
                    "hidden-layers",
                    "Hidden layers made visible",
                    List.of(new Member(
                            "study", List.of(FEW_WITHOUT_VALIDATION, "inspect.rows=1000", "inspect.iterations=300")))),
            new Lab(
                    "mlp-curves",
                    "A perceptron and its curves",
                    Stream.of(
                                    "study",
                                    "momentum",
                                    "adam",
                                    "deeper",
                                    "max-norm",
                                    "dropout",
                                    "augmentation",
                                    "convolutions")
                            .map(name -> new Member(name, List.of(TWICE, FEW)))
                            .toList()),
            new Lab(
                    "cnn-tuning",
                    "A convolutional network, tuned and repeated",
                    List.of(
                            new Member("search", List.of("train.epochs=1", FEWER)),
                            new Member("repetition", List.of(TWICE, FEWER, "search.repeat=2")),
                            new Member("penalty", List.of(TWICE, FEWER)))),
            new Lab(
                    "digits-from-scratch",
                    "Digits from scratch",
                    List.of(
                            new Member("network", List.of("train.epochs=500")),
                            new Member("scikit-learn", List.of("train.epochs=50")))),
            new Lab(
                    "cifar-dropout",
                    "Colour images, dropout, and one's own pictures",
                    List.of(
                            new Member("plain", List.of(TWICE, FEWER_WITHOUT_VALIDATION)),
                            new Member("dropout", List.of(TWICE, FEWER_WITHOUT_VALIDATION)),
                            new Member("further", List.of(TWICE, FEWER_WITHOUT_VALIDATION)))),
            new Lab(
                    "clusters",
                    "K-means against DBSCAN",
                    List.of(new Member(
                            "clusters",
                            List.of(
                                    "kmeans.restarts=2",
                                    "dbscan.minPoints=[5]",
                                    "points.*.layout.iterations=300",
                                    "points.*.rows=600")))),
            new Lab(
                    "regularization",
                    "What dropout and batch norm do",
                    List.of(
                            new Member("plain", List.of("train.epochs=30", "search.repeat=3")),
                            new Member("dropout", List.of("train.epochs=30", "search.repeat=3")),
                            new Member("batch-norm", List.of("train.epochs=30", "search.repeat=3")),
                            new Member("both", List.of("train.epochs=30", "search.repeat=3")),
                            new Member("rates-plain", List.of("train.epochs=10", "search.repeat=2")),
                            new Member("rates-batch-norm", List.of("train.epochs=10", "search.repeat=2")))),
            new Lab(
                    "parameters",
                    "How many parameters a network has",
                    List.of(new Member("without-flatten", List.of()), new Member("with-flatten", List.of()))));

    private BuiltInLabs() {}
}
