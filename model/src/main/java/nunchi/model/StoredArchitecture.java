package nunchi.model;

import java.util.List;
import nunchi.codec.Catalogue;
import nunchi.codec.RecordCodec;
import nunchi.codec.Tree;
import nunchi.layer.Layer;
import nunchi.loss.Loss;
import nunchi.network.Preprocessed;
import nunchi.network.TrainingStep;
import nunchi.network.Views;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.Sgd;
import nunchi.prediction.DecodeSettings;
import org.jspecify.annotations.Nullable;

/// The architecture of a model that was stored, with the whole experiment that it was trained with.
///
/// @param experiment as its file has it
/// @param trainingStep     its loss alone: it says nothing of how the model is trained
/// @param decoding         how texts are made of what a decoder says
public record StoredArchitecture(
        Tree experiment, Preprocessed layers, TrainingStep trainingStep, DecodeSettings decoding)
        implements Architecture {
    private static final Optimizer NEVER_ASKED = new Sgd(1);

    /// The keys of an experiment that a prediction depends on.
    public record Keys(
            List<Layer> preprocess,
            List<Layer> model,
            Loss loss,
            boolean strict,
            @Nullable DecodeSettings decode,
            @Nullable Views views) {
        public Keys(List<Layer> model, Loss loss) {
            this(List.of(), model, loss, false, null, null);
        }
    }

    /// @param catalogue that has the records which it names
    /// @throws nunchi.check.InvalidRequestException where a layer or the loss cannot be read, with its path
    static StoredArchitecture of(Tree experiment, Catalogue catalogue) {
        Tree.Fields keys = new Tree.Fields();
        for (String key : List.of("preprocess", "views")) {
            keys = keys.with(key, experiment.path("data").path(key));
        }
        for (String key : List.of("model", "loss", "strict", "decode")) {
            keys = keys.with(key, experiment.path(key));
        }
        Tree.Fields given = keys;
        for (String key : keys.entries().keySet()) {
            given = keys.path(key).isAbsent() ? given.without(key) : given;
        }
        Keys read = RecordCodec.ofPerson(catalogue).read(given, Keys.class);
        TrainingStep trainingStep = new TrainingStep(read.loss, NEVER_ASKED).withStrict(read.strict);
        return new StoredArchitecture(
                experiment,
                new Preprocessed(read.preprocess, read.model, read.views),
                trainingStep,
                read.decode == null ? DecodeSettings.GREEDY : read.decode);
    }
}
