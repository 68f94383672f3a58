package nunchi.run;

import java.util.ArrayList;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.experiment.Experiment;
import nunchi.experiment.Variant;
import nunchi.train.Evaluator;
import nunchi.train.IdleChanges;
import nunchi.train.MetricValues;
import nunchi.weights.Snapshot;

/// Measures a trained model under other settings too.
///
/// @param parts the run's own
record Variants(Experiment experiment, Splits parts, RunOptions options) {

    /// What a variant gave.
    ///
    /// @param part of the data it is of
    record Outcome(Variant variant, Split part, MetricValues figures) {}

    /// @throws InvalidRequestException when one cannot be measured
    void check() {
        for (Variant variant : experiment.study().variants()) {
            try {
                Experiment other = other(variant);
                if (other.data().name().equals(experiment.data().name())) {
                    OtherData.requireSameCut(experiment, other);
                }
                Splits fed = parts(other);
                Dataset measured = fed.shownSet();
                other.network(measured).inference(1);
                IdleChanges.refuseMeasured(
                        experiment, variant.set(), options.files(), measured.example(), measured.target());
            } catch (InvalidRequestException unfit) {
                throw new InvalidRequestException(
                        "the variant %s: %s".formatted(variant.name(), unfit.getMessage()), unfit);
            }
        }
    }

    List<Outcome> measure(Snapshot model, Backend backend) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Variant variant : experiment.study().variants()) {
            Experiment other = other(variant);
            Splits fed = parts(other);
            outcomes.add(new Outcome(
                    variant,
                    fed.shown(),
                    Evaluator.evaluate(other, model, parts.train().schema(), fed.shownSet(), backend)
                            .metrics()));
        }
        return outcomes;
    }

    private Experiment other(Variant variant) {
        return OtherData.experiment(experiment, variant.set(), options);
    }

    /// The run's own where they are merely fed otherwise.
    private Splits parts(Experiment other) {
        boolean same = other.data()
                .equals(experiment
                        .data()
                        .withPreprocess(other.data().preprocess())
                        .withViews(other.data().views()));
        return same
                ? parts
                : other.data().cut(options.whole(other.data(), parts.train().schema()), experiment.seed());
    }
}
