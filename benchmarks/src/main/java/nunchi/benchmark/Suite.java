package nunchi.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.benchmark.Work.Direction;

/// What one command measures.
public enum Suite {
    /// The training steps of all studies.
    STEPS(
            6,
            cores -> List.of(new Section(
                    "Training steps",
                    Stream.of(Study.values())
                            .map(study -> Row.best(new Work.Training(study, study.batch())))
                            .toList()))),

    /// The same steps at the start of a training and when it has learnt its examples, where numbers grow small.
    LATE(
            3,
            cores -> List.of(new Section(
                    "Training steps at the start and later",
                    Stream.of(Study.values())
                            .flatMap(study -> IntStream.of(0, 5000)
                                    .mapToObj(updates -> Row.best(new Work.Training(study, study.batch(), updates))))
                            .toList()))),

    /// Every distinct convolution of the studies C and E, and its gradients.
    LAYERS(
            1,
            cores -> List.of(new Section(
                    "Convolutions",
                    Stream.of(Study.C, Study.E).flatMap(Suite::layers).toList()))),

    /// Recurrent layers alone, and what one sequence or one text takes.
    RECURRENT(
            6,
            cores -> List.of(
                    new Section(
                            "Recurrent layers",
                            Stream.of(Study.LSTM, Study.GRU)
                                    .map(study -> Row.best(new Work.Recurrence(recurrent(study), study.batch(), true)))
                                    .toList()),
                    new Section(
                            "One sequence",
                            Stream.concat(
                                            Stream.of(Part.Cell.LSTM, Part.Cell.GRU)
                                                    .map(cell -> new Work.Recurrence(
                                                            new Part.Recurrent(cell, 128, 128, 50, 1, true), 1, false)),
                                            Stream.of(new Work.Translating(Study.ATTENTION)))
                                    .map(Row::best)
                                    .toList()))),

    /// Latency of one example and throughput of 128.
    INFERENCE(
            2,
            cores -> List.of(new Section(
                    "Inference",
                    Stream.of(Study.C, Study.E)
                            .flatMap(
                                    study -> Stream.of(1, 128).map(batch -> Row.best(new Work.Inference(study, batch))))
                            .toList()))),

    /// How time grows with channels, batch and threads.
    CURVES(
            1,
            cores -> List.of(
                    new Section("Convolution 3x3 against channels, 14x14", channels(14)),
                    new Section("Convolution 3x3 against channels, 28x28", channels(28)),
                    new Section("Step C against the batch", batches()),
                    new Section(
                            "Steps C and E against threads",
                            Stream.of(Study.C, Study.E)
                                    .flatMap(study -> threads(cores)
                                            .mapToObj(
                                                    count -> Row.with(count, new Work.Training(study, study.batch()))))
                                    .toList())));

    private static final int CHANNELS_BATCH = 32;

    private final double seconds;
    private final IntFunction<List<Section>> sections;

    Suite(double seconds, IntFunction<List<Section>> sections) {
        this.seconds = seconds;
        this.sections = sections;
    }

    /// One table.
    record Section(String title, List<Row> rows) {}

    /// @param threads 0 where the number counts by which each engine is fastest
    record Row(String label, Work work, int threads) {
        static Row best(Work work) {
            return new Row(work.name(), work, 0);
        }

        static Row with(int threads, Work work) {
            return new Row("%s, %d thread%s".formatted(work.name(), threads, threads == 1 ? "" : "s"), work, threads);
        }

        boolean wants(int count, int cores) {
            return threads == 0 ? count == 1 || count == cores : count == threads;
        }
    }

    /// How long each piece of work is done unseen, and then timed.
    double seconds() {
        return seconds;
    }

    /// @param cores that the machine has
    List<Section> sections(int cores) {
        return sections.apply(cores);
    }

    /// What is to be measured with this number of threads.
    List<Work> works(int threads, int cores) {
        return sections(cores).stream()
                .flatMap(section -> section.rows().stream())
                .filter(row -> row.wants(threads, cores))
                .map(Row::work)
                .distinct()
                .toList();
    }

    /// The study's layer, giving all its states.
    private static Part.Recurrent recurrent(Study study) {
        Part.Recurrent layer = (Part.Recurrent) study.model().parts().getFirst();
        return new Part.Recurrent(layer.cell(), layer.inputs(), layer.units(), layer.steps(), layer.directions(), true);
    }

    private static Stream<Row> layers(Study study) {
        return study.model().parts().stream()
                .filter(Part.Convolution.class::isInstance)
                .map(Part.Convolution.class::cast)
                .distinct()
                .flatMap(layer -> Stream.of(Direction.values())
                        .map(direction -> Row.best(new Work.Single(direction, layer, study.batch()))));
    }

    private static List<Row> channels(int extent) {
        return IntStream.of(1, 3, 8, 16, 17, 31, 32, 33, 48, 63, 64, 65, 96, 127, 128, 129)
                .mapToObj(count -> Row.best(new Work.Single(
                        Direction.FORWARD, new Part.Convolution(3, count, count, extent), CHANNELS_BATCH)))
                .toList();
    }

    /// 1, 2, 4 … 512.
    private static List<Row> batches() {
        return IntStream.iterate(2, batch -> 2 * batch)
                .limit(9)
                .mapToObj(batch -> Row.best(new Work.Training(Study.C, batch)))
                .toList();
    }

    /// 1, 2, 4 … and all cores.
    static IntStream threads(int cores) {
        List<Integer> counts = new ArrayList<>();
        for (int count = 1; count < cores; count *= 2) {
            counts.add(count);
        }
        counts.add(cores);
        return counts.stream().mapToInt(Integer::intValue);
    }
}
