package nunchi.lab;

import java.util.List;
import java.util.stream.Stream;
import nunchi.experiment.ExperimentFile;

/// The studies that come with Nunchi: folders of `labs`, each with a [LabPlan].
final class BuiltInLabs {
    /// In the order in which `nunchi lab` lists them.
    static final List<Lab> ALL = Stream.of(
                    "hidden-layers",
                    "mlp-curves",
                    "cnn-tuning",
                    "digits-from-scratch",
                    "cifar-dropout",
                    "cifar-speed",
                    "clusters",
                    "regularization",
                    "recurrence",
                    "mnist-rows",
                    "mnist-speed",
                    "addition",
                    "translation",
                    "character-model",
                    "parameters")
            .map(BuiltInLabs::read)
            .toList();

    private BuiltInLabs() {}

    private static Lab read(String name) {
        LabPlan plan = new ExperimentFile().parse(Lab.builtIn(name, LabPlan.FILE), LabPlan.class);
        return new Lab(name, plan.title(), plan.members());
    }
}
