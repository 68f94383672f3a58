package nunchi.predict;

import java.util.ArrayList;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.data.DataCatalogue;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.run.Familiarity;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.StoredData;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Whether an image is one that a prediction may be trusted of: neither blank nor unlike the training data.
final class Doubt {
    private final RunFolder run;
    private final Experiment experiment;
    private final Snapshot model;
    private final RunOptions options;
    private final ExampleForm form;
    private @Nullable Familiarity familiarity;
    private boolean sought;

    /// @param experiment that the model was trained with
    /// @param options    with the backend that measures what the run did not store
    Doubt(RunFolder run, Experiment experiment, Snapshot model, ExampleForm form, RunOptions options) {
        this.run = run;
        this.experiment = experiment;
        this.model = model;
        this.options = options;
        this.form = form;
        this.familiarity = Familiarity.read(run, form.image());
        this.sought = familiarity != null;
    }

    /// What a person should know before trusting the prediction.
    ///
    /// @param hidden  outputs of the hidden layers; null where they are not kept
    /// @param outputs of the model, before they become probabilities
    List<String> warnings(Question.Given given, float @Nullable [] hidden, float[] outputs) {
        if (given.seen() == null) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>(given.seen().warnings());
        Familiarity known = familiarity();
        if (known != null && known.isUnlike(given.values(), hidden, outputs)) {
            warnings.add(
                    "the image is unlike anything that the model was trained on: it may belong to none of the classes");
        }
        return warnings;
    }

    /// @throws InvalidRequestException for an image on which there is nothing
    void requireDrawn(float[] example) {
        Familiarity known = familiarity();
        boolean blank = known == null ? isEven(example) : known.isBlank(example);
        Check.require(!blank, "nothing to see: the image is blank; give an image of something");
    }

    private static boolean isEven(float[] example) {
        for (float value : example) {
            if (value != example[0]) {
                return false;
            }
        }
        return true;
    }

    /// As the run stored it; of a run that stored none it is measured, where its data set is one of Nunchi's own and on
    /// this machine; else null.
    private synchronized @Nullable Familiarity familiarity() {
        if (!sought) {
            sought = true;
            familiarity = measured();
        }
        return familiarity;
    }

    private @Nullable Familiarity measured() {
        DataCatalogue here = options.data().withDownloader(null);
        if (here.list().stream()
                .noneMatch(entry -> entry.name().equals(experiment.data().name()))) {
            return null;
        }
        try (Backend measuring = options.open()) {
            Splits parts = StoredData.own(run, experiment, options.withData(here));
            return parts.train().example().equals(form.example())
                    ? Familiarity.of(experiment, model, parts, measuring)
                    : null;
        } catch (InvalidRequestException absent) {
            return null;
        }
    }
}
