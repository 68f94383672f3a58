package nunchi.experiment;

import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.layer.Layer;
import nunchi.network.Preprocessed;
import nunchi.loss.Loss;
import nunchi.network.Clip;
import nunchi.network.Constraint;
import nunchi.network.Network;
import nunchi.network.Penalty;
import nunchi.network.Recipe;
import nunchi.optimizer.Optimizer;

/// Everything that defines a run; trained twice it gives the same bits. Its components are the keys of an experiment file.
///
/// @param name        of the run, in its folder's name and its report
/// @param data        what is learnt from
/// @param model       the layers, one after another, without the preprocessing
/// @param loss        what is made small
/// @param optimizer   by which rule
/// @param train       for how long
/// @param seed        of all randomness; 1 unless given
/// @param strict      whether convolutions are computed as defined, product by product, without Winograd's fewer multiplications; false
///                    unless given
/// @param penalty     added to the loss for every kernel; null for none
/// @param clip        bounds the gradients; null for none
/// @param constraint  bounds the kernels; null for none
/// @param title       a report's heading; null for the name
/// @param description what the study is about, for its report; may be null
/// @param published   figures that somebody else reported for the same study
/// @param search      which settings are tried and how often; null for one training of this experiment as it stands
/// @param inspect     what is looked at inside the trained model; null for nothing
/// @param variants    other settings under which the trained model is measured too
public record Experiment(
        String name,
        DataSettings data,
        List<Layer> model,
        Loss loss,
        Optimizer optimizer,
        TrainSettings train,
        long seed,
        boolean strict,
        Penalty penalty,
        Clip clip,
        Constraint constraint,
        String title,
        String description,
        List<Published> published,
        SearchSettings search,
        InspectSettings inspect,
        List<Variant> variants) {
    public Experiment {
        Check.require(name != null && !name.isBlank(), "name is empty; it must name the experiment");
        Check.require(Stream.of(data, model, loss, optimizer, train).noneMatch(part -> part == null),
                "an experiment needs data, model, loss, optimizer and train");
        model = Check.elements("model", model);
        Check.require(!model.isEmpty(), "model is empty; it must have at least one layer");
        published = Check.elements("published", published);
        variants = Check.elements("variants", variants);
    }

    public Experiment(String name, DataSettings data, List<Layer> model, Loss loss, Optimizer optimizer, TrainSettings train) {
        this(name, data, model, loss, optimizer, train, 1, false, null, null, null, null, null, List.of(), null, null, List.of());
    }

    /// The least that a training takes, for data of a program's own: batches of 32, shuffled, with seed 1.
    ///
    /// @param epochs passes over the training data
    /// @throws nunchi.check.InvalidRequestException without layers, loss, optimizer or epochs
    public static Experiment of(List<Layer> model, Loss loss, Optimizer optimizer, int epochs) {
        return new Experiment("model", new DataSettings("data"), model, loss, optimizer, new TrainSettings(epochs));
    }

    /// The layers as they are built: preprocessing and model.
    public Preprocessed layers() {
        return new Preprocessed(data.preprocess(), model);
    }

    /// What is trained on data of these shapes.
    public Network network(Dataset dataset) {
        return new Network(layers(), dataset.example(), dataset.target(), recipe());
    }

    /// What training needs to know beside the layers.
    public Recipe recipe() {
        return new Recipe(loss, optimizer, penalty, clip, constraint, strict, layers().paths(train.freeze()));
    }

    public Experiment withSeed(long other) {
        return new Experiment(name, data, model, loss, optimizer, train, other, strict, penalty, clip, constraint, title, description, published,
                search, inspect, variants);
    }

    public Experiment withTrain(TrainSettings other) {
        return new Experiment(name, data, model, loss, optimizer, other, seed, strict, penalty, clip, constraint, title, description, published,
                search, inspect, variants);
    }

    public Experiment withStrict(boolean other) {
        return new Experiment(name, data, model, loss, optimizer, train, seed, other, penalty, clip, constraint, title, description, published,
                search, inspect, variants);
    }

    /// @param other null for one training of the experiment as it stands
    public Experiment withPenalty(Penalty other) {
        return new Experiment(
                name, data, model, loss, optimizer, train, seed, strict, other, clip, constraint, title, description, published,
                search, inspect, variants);
    }

    public Experiment withClip(Clip other) {
        return new Experiment(
                name, data, model, loss, optimizer, train, seed, strict, penalty, other, constraint, title, description, published,
                search, inspect, variants);
    }

    public Experiment withConstraint(Constraint other) {
        return new Experiment(
                name, data, model, loss, optimizer, train, seed, strict, penalty, clip, other, title, description, published,
                search, inspect, variants);
    }

    public Experiment withSearch(SearchSettings other) {
        return new Experiment(name, data, model, loss, optimizer, train, seed, strict, penalty, clip, constraint, title, description, published,
                other, inspect, variants);
    }

    /// @param other null for nothing
    public Experiment withInspect(InspectSettings other) {
        return new Experiment(name, data, model, loss, optimizer, train, seed, strict, penalty, clip, constraint, title, description, published,
                search, other, variants);
    }

    public Experiment withVariants(Variant... others) {
        return new Experiment(name, data, model, loss, optimizer, train, seed, strict, penalty, clip, constraint, title, description, published,
                search, inspect, Check.elements("variants", others));
    }
}
