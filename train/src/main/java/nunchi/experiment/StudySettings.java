package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.prediction.DecodeSettings;
import nunchi.prediction.Generation;
import org.jspecify.annotations.Nullable;

/// What is done and told around a training.
///
/// @param title       heading of the report; null for the name
/// @param description introduction of the report; null for none
/// @param published   results that others reported for the same study, shown beside the own ones
/// @param search      settings to try and number of repetitions; null for one training
/// @param decode      how a model with a decoder makes texts, in evaluations and predictions; null for the most likely
///     token at each step
/// @param inspect     inspection of the trained model after the training; null for none
/// @param variants    other settings under which the trained model is evaluated too
/// @param generate    text that a language model writes after the training; null for none
public record StudySettings(
        @Nullable String title,
        @Nullable String description,
        List<Published> published,
        @Nullable SearchSettings search,
        @Nullable DecodeSettings decode,
        @Nullable InspectSettings inspect,
        List<Variant> variants,
        @Nullable Generation generate) {
    public StudySettings {
        published = Check.elements("published", published);
        variants = Check.elements("variants", variants);
    }

    public StudySettings() {
        this(null, null, List.of(), null, null, null, List.of(), null);
    }
}
