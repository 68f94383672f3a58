package nunchi.benchmark;

import java.util.Arrays;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.graph.Graph;
import nunchi.network.Network;

/// How long it takes to write the graph of a training step and to compile it, the first time in a process and then:
/// `STUDY`, or the number of steps of an LSTM of 128 units on one feature, batch 32, trained by Adam.
public final class Compilation {
    private static final int BATCH = 32;
    private static final int TIMES = 9;

    private Compilation() {}

    /// Prints a row of a table, in milliseconds.
    public static void main(String[] arguments) {
        boolean counted = arguments[0].chars().allMatch(Character::isDigit);
        String name = counted ? "LSTM 128 on %s steps, Adam, batch %d".formatted(arguments[0], BATCH) : arguments[0];
        Network network = counted ? lstm(Integer.parseInt(arguments[0])) : NunchiNetwork.of(study(arguments), false);
        int batch = counted ? BATCH : study(arguments).batch();
        double[] times = new double[TIMES];
        int nodes = 0;
        try (Backend backend = Backends.fastest(Runtime.getRuntime().availableProcessors())) {
            for (int i = 0; i < times.length; i++) {
                long started = System.nanoTime();
                Graph graph = network.training(batch, 1);
                backend.compile(graph, backend.initialize(graph, 1), 1);
                times[i] = (System.nanoTime() - started) / 1e6;
                nodes = graph.live().size();
            }
        }
        double first = times[0];
        Arrays.sort(times);
        System.out.printf("| %s | %d | %.0f | %.1f |%n", name, nodes, first, times[times.length / 2]);
    }

    private static Study study(String[] arguments) {
        return Study.valueOf(arguments[0]);
    }

    private static Network lstm(int steps) {
        Model model = Model.of(steps, 1).recurrent(Part.Cell.LSTM, 128).dense(10);
        return NunchiNetwork.of(model, new Study.Training(Study.Rule.ADAM, 1e-3), false);
    }
}
