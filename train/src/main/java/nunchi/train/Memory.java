package nunchi.train;

import nunchi.check.Remedy;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.experiment.HistogramSettings;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Source.Weight;

/// What a training step needs, at most: every value of its graph in float32, as if none shared memory.
final class Memory {
    private static final long MEGABYTE = 1 << 20;

    private Memory() {}

    /// One sentence for the person whose heap was too small.
    static String tooSmall(StepGraphs graphs) {
        Experiment experiment = graphs.experiment();
        Dataset data = graphs.parts().train();
        long available = Runtime.getRuntime().maxMemory() / MEGABYTE;
        HistogramSettings histograms = experiment.train().histograms();
        long looking = histograms == null
                ? 0
                : megabytes(experiment.network(data).observed(Math.min(histograms.rows(), data.size())));
        long needed = megabytes(graphs.whole()) + looking;
        String remedy = (looking > needed / 2 ? ", or fewer train.histograms.rows" : "")
                + (experiment.data().views() == null ? "" : ", or leave data.views out");
        return ("memory is too small: a step of %d examples needs up to %,d MB beside the data and the heap has %,d MB; "
                        + "%s or take a smaller batch%s")
                .formatted(graphs.batches().batch(), needed, available, Remedy.LARGER_HEAP, remedy);
    }

    /// Weights count twice: a copy is kept to look back at.
    static long megabytes(Graph graph) {
        long bytes = 0;
        for (Node node : graph.live()) {
            bytes += 4L * node.shape().size() * (node.op() instanceof Weight ? 2 : 1);
        }
        return Math.ceilDiv(bytes, MEGABYTE);
    }
}
