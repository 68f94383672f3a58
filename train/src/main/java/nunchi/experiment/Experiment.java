package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.codec.Inline;
import nunchi.codec.RecordType;
import nunchi.data.BatchForm;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Layer;
import nunchi.layer.TokenCounts;
import nunchi.loss.Loss;
import nunchi.model.Architecture;
import nunchi.model.DataSchema;
import nunchi.network.Clip;
import nunchi.network.Constraint;
import nunchi.network.Network;
import nunchi.network.Penalty;
import nunchi.network.Preprocessed;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Optimizer;
import nunchi.prediction.DecodeSettings;
import org.jspecify.annotations.Nullable;

/// Everything that defines a run; trained twice it gives the same bits. Its components are the keys of an experiment
/// file; those of learner and study stand there beside the others.
///
/// @param name    name of the experiment, used for its folder and its report
/// @param data    data set, its splits and its preprocessing
/// @param learner what learns, and by which rule
/// @param train   number of epochs, evaluation, early stopping and metrics
/// @param seed    random seed of initial weights, batch order, splits, dropout and augmentation (default: 1)
/// @param study   what is done and told around the training
public record Experiment(
        String name,
        DataSettings data,
        @Inline Learner learner,
        TrainSettings train,
        long seed,
        @Inline StudySettings study)
        implements Architecture {
    public Experiment {
        Check.require(name != null && !name.isBlank(), "name is empty; it must name the experiment");
        Check.require(data != null && train != null, "an experiment needs data, model, loss, optimizer and train");
        Check.given("learner", learner);
        Check.given("study", study);
    }

    public Experiment(
            String name, DataSettings data, List<Layer> model, Loss loss, Optimizer optimizer, TrainSettings train) {
        this(name, data, new Learner(model, loss, optimizer), train, 1, new StudySettings());
    }

    /// The least that a training takes, for data of a program's own: batches of 32, shuffled, with seed 1.
    ///
    /// @param epochs passes over the training data
    /// @throws nunchi.check.InvalidRequestException without layers, loss, optimizer or epochs
    public static Experiment of(List<Layer> model, Loss loss, Optimizer optimizer, int epochs) {
        return new Experiment("model", new DataSettings("data"), model, loss, optimizer, new TrainSettings(epochs));
    }

    /// The layers as they are built: preprocessing and model.
    @Override
    public Preprocessed layers() {
        return new Preprocessed(data.preprocess(), learner.model(), data.views());
    }

    /// What is trained on data of these shapes.
    public Network network(Dataset dataset) {
        return new Network(forData(dataset.schema()).layers(), dataset.example(), dataset.target(), trainingStep());
    }

    /// The same on a bucket of its texts, which are shorter than the longest.
    ///
    /// @param form the shapes of its examples and targets
    public Network network(Dataset dataset, BatchForm form) {
        List<Layer> model = forData(dataset.schema()).learner.model().stream()
                .map(layer ->
                        shortened(layer, dataset.target().size(), form.target().size()))
                .toList();
        Preprocessed layers = new Preprocessed(data.preprocess(), model, data.views());
        return new Network(layers, form.example(), form.target(), trainingStep());
    }

    /// A decoder knows how many steps the targets have.
    private static Layer shortened(Layer layer, int whole, int steps) {
        return layer instanceof EncoderDecoder decoder && steps < whole
                ? new EncoderDecoder(decoder.encoder(), decoder.decoder(), steps)
                : layer;
    }

    /// What training needs to know beside the layers.
    @Override
    public TrainingStep trainingStep() {
        return new TrainingStep(
                learner.loss(),
                learner.optimizer(),
                learner.penalty(),
                learner.clip(),
                learner.constraint(),
                learner.strict(),
                layers().paths(train.freeze()),
                train.groups());
    }

    @Override
    public DecodeSettings decoding() {
        return study.decode() == null ? DecodeSettings.GREEDY : study.decode();
    }

    /// Data cut as the settings say: what a training learns from.
    ///
    /// @throws nunchi.check.InvalidRequestException when a part is asked for that is there already, or would be empty
    public Splits cut(Datasets whole) {
        return data.cut(whole, seed);
    }

    /// The same for the data that it is trained on: layers that depend on the number of tokens, as an embedding does,
    /// are told that of texts where they do not say one of their own.
    public Experiment forData(DataSchema data) {
        TokenCounts counts = data.tokenCounts();
        if (counts == null) {
            return this;
        }
        List<Layer> told =
                learner.model().stream().map(layer -> layer.withTokens(counts)).toList();
        return told.equals(learner.model()) ? this : RecordType.with(this, "model", told);
    }

    public Experiment withData(DataSettings other) {
        return RecordType.with(this, "data", other);
    }

    public Experiment withSeed(long other) {
        return RecordType.with(this, "seed", other);
    }

    public Experiment withTrain(TrainSettings other) {
        return RecordType.with(this, "train", other);
    }

    /// @param other whether convolutions are computed as defined, without Winograd's transforms
    public Experiment withStrict(boolean other) {
        return RecordType.with(this, "strict", other);
    }

    /// @param other null for none
    public Experiment withPenalty(@Nullable Penalty other) {
        return RecordType.with(this, "penalty", other);
    }

    /// @param other null for none
    public Experiment withClip(@Nullable Clip other) {
        return RecordType.with(this, "clip", other);
    }

    /// @param other null for none
    public Experiment withConstraint(@Nullable Constraint other) {
        return RecordType.with(this, "constraint", other);
    }

    /// @param other null for the most likely token at each step
    public Experiment withDecode(@Nullable DecodeSettings other) {
        return RecordType.with(this, "decode", other);
    }

    /// @param other null for one training of the experiment as it stands
    public Experiment withSearch(@Nullable SearchSettings other) {
        return RecordType.with(this, "search", other);
    }

    /// @param other null for nothing
    public Experiment withInspect(@Nullable InspectSettings other) {
        return RecordType.with(this, "inspect", other);
    }

    /// What was changed in the course of the training.
    public Course course() {
        return learner.course();
    }

    /// @param other what was changed in the course of the training
    public Experiment withCourse(Course other) {
        return new Experiment(name, data, learner.withCourse(other), train, seed, study);
    }

    /// @param others settings under which the trained model is measured too
    public Experiment withVariants(Variant... others) {
        return RecordType.with(this, "variants", List.of(others));
    }
}
