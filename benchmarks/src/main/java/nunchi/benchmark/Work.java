package nunchi.benchmark;

import java.util.Locale;

/// Something that engines are timed at.
public sealed interface Work {

    /// Unique: the key in files of measurements, and what a person reads.
    String name();

    /// The floating-point operations of its matrix products and convolutions as they are defined, a multiplication and
    /// an addition counted as two. All else is left out, for every engine alike.
    long operations();

    /// Whether it has convolutions, so that memory formats and the strict setting make a difference.
    boolean convolves();

    /// A step: forward, loss, gradients, updates, on examples that stay the same.
    ///
    /// @param updates that are made before the first step is timed
    record Training(Study study, int batch, int updates) implements Work {
        Training(Study study, int batch) {
            this(study, batch, 0);
        }

        @Override
        public String name() {
            return "%s: %s, batch %d%s"
                    .formatted(
                            study,
                            study.description(),
                            batch,
                            updates == 0 ? "" : ", after %d updates".formatted(updates));
        }

        @Override
        public long operations() {
            return batch * study.model().trainingOperations();
        }

        @Override
        public boolean convolves() {
            return study.model().takesImages();
        }
    }

    /// Examples handed over, logits handed back.
    record Inference(Study study, int batch) implements Work {
        @Override
        public String name() {
            return "%s inference, batch %d".formatted(study, batch);
        }

        @Override
        public long operations() {
            return batch * study.model().forwardOperations();
        }

        @Override
        public boolean convolves() {
            return study.model().takesImages();
        }
    }

    /// One convolution or one of its gradients, without bias.
    record Single(Direction direction, Part.Convolution layer, int batch) implements Work {
        @Override
        public String name() {
            return "%s, batch %d: %s"
                    .formatted(
                            layer,
                            batch,
                            direction.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }

        @Override
        public long operations() {
            return batch * layer.operations();
        }

        @Override
        public boolean convolves() {
            return true;
        }
    }

    /// A recurrent layer alone, which gives all its states.
    ///
    /// @param backward whether the gradients of sequences, weights and biases are computed too, those of the states
    ///                 being given
    record Recurrence(Part.Recurrent layer, int batch, boolean backward) implements Work {
        @Override
        public String name() {
            return "%s %d on %d steps of %d features, batch %d: forward%s"
                    .formatted(
                            layer.cell(),
                            layer.units(),
                            layer.steps(),
                            layer.inputs(),
                            batch,
                            backward ? " and backward" : "");
        }

        @Override
        public long operations() {
            return (backward ? 3 : 1) * batch * layer.operations();
        }

        @Override
        public boolean convolves() {
            return false;
        }
    }

    /// One text handed over, its translation handed back: the most likely token of each step, which is read at the
    /// next.
    record Translating(Study study) implements Work {
        @Override
        public String name() {
            return "%s, a translation: %s".formatted(study, study.description());
        }

        /// Those of each step, once.
        @Override
        public long operations() {
            return study.model().forwardOperations();
        }

        @Override
        public boolean convolves() {
            return false;
        }
    }

    enum Direction {
        FORWARD,
        INPUT_GRADIENT,
        WEIGHT_GRADIENT
    }
}
