package nunchi.saliency;

import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.check.Check;
import nunchi.check.StoppedException;
import nunchi.graph.Adjoints;
import nunchi.graph.Node;
import nunchi.network.Network;
import org.jspecify.annotations.Nullable;

/// Passes of many images through a model, a batch at a time: the scores, and something for each image besides.
final class Passes {
    private static final String SCORE = "score";
    private static final String BESIDES = "besides";
    private static final int BATCH = 32;
    /// Values of a batch of images: large ones are fewer.
    private static final int VALUES = 1 << 20;

    private final ImageModel model;
    private final Program program;
    private final int batch;
    private final float[] examples;
    private final float[] outputWeights;
    private final float[] scores;
    private final float[] besides;

    private Passes(ImageModel model, ImageModel.Written written, @Nullable Node besides, Backend backend) {
        this.model = model;
        batch = written.input().shape().extent(0);
        written.graph().output(SCORE, written.score());
        if (besides != null) {
            written.graph().output(BESIDES, besides);
        }
        program = model.compile(written.graph(), backend);
        examples = new float[written.input().shape().size()];
        outputWeights = new float[written.weights().shape().size()];
        scores = new float[batch];
        this.besides = new float[besides == null ? 0 : besides.shape().size()];
    }

    /// Images made when their batch comes: those of a hundred variants of a photograph would not fit into memory
    /// together.
    interface Variants {
        Score subject(int row);

        /// Writes the image to be scored in place of its subject's.
        void write(int row, float[] into, int offset);
    }

    /// Takes what came of a row.
    interface Taken {
        /// @param besides begins at `offset`; empty where there is nothing but a score
        void take(int row, double score, float[] besides, int offset);
    }

    /// What is to be computed besides the scores, from a batch of the model: `[batch, …]`.
    interface Besides {
        Node write(ImageModel.Written written);
    }

    static Passes ofScores(ImageModel model, int rows, Backend backend) {
        return new Passes(model, model.write(batch(model, rows)), null, backend);
    }

    /// With the gradients of the scores with respect to the images.
    static Passes ofGradients(ImageModel model, int rows, Backend backend) {
        return of(model, rows, written -> gradient(written, written.input()), backend);
    }

    static Passes of(ImageModel model, int rows, Besides besides, Backend backend) {
        ImageModel.Written written = model.write(batch(model, rows));
        return new Passes(model, written, besides.write(written), backend);
    }

    /// Of the score with respect to a node.
    static Node gradient(ImageModel.Written written, Node node) {
        Node gradient =
                Adjoints.of(written.output(), written.weights(), List.of(node)).getFirst();
        Check.require(gradient != null, "the model's output does not depend on %s".formatted(node.path()));
        return gradient;
    }

    private static int batch(ImageModel model, int rows) {
        return Math.min(rows, Math.clamp(VALUES / model.example().size(), 1, BATCH));
    }

    void run(int rows, Variants variants, Taken taken) {
        int size = model.example().size();
        for (int first = 0; first < rows; first += batch) {
            StoppedException.ifInterrupted();
            int count = Math.min(batch, rows - first);
            for (int i = 0; i < count; i++) {
                variants.write(first + i, examples, i * size);
                weigh(variants.subject(first + i), i);
            }
            program.feed(Network.EXAMPLES, examples);
            program.feed(ImageModel.OUTPUT_WEIGHTS, outputWeights);
            program.run(0);
            program.fetch(SCORE, scores);
            if (besides.length > 0) {
                program.fetch(BESIDES, besides);
            }
            for (int i = 0; i < count; i++) {
                taken.take(first + i, scores[i], besides, i * (besides.length / batch));
            }
        }
    }

    private void weigh(Score subject, int place) {
        int units = outputWeights.length / batch;
        Check.require(
                subject.unit() >= 0 && subject.unit() < units,
                "the model has the outputs 0 to %d, but not %d".formatted(units - 1, subject.unit()));
        for (int unit = 0; unit < units; unit++) {
            outputWeights[place * units + unit] = unit == subject.unit() ? subject.sign() : 0;
        }
    }
}
