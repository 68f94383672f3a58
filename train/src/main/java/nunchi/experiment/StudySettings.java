package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// What is done and told around a training.
///
/// @param title       a report's heading; null for the name
/// @param description what the study is about, for its report; may be null
/// @param published   figures that somebody else reported for the same study
/// @param search      which settings are tried and how often; null for one training of this experiment as it stands
/// @param inspect     what is looked at inside the trained model; null for nothing
/// @param variants    other settings under which the trained model is measured too
public record StudySettings(
        @Nullable String title,
        @Nullable String description,
        List<Published> published,
        @Nullable SearchSettings search,
        @Nullable InspectSettings inspect,
        List<Variant> variants) {
    public StudySettings {
        published = Check.elements("published", published);
        variants = Check.elements("variants", variants);
    }

    public StudySettings() {
        this(null, null, List.of(), null, null, List.of());
    }
}
