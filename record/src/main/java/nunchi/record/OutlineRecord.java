package nunchi.record;

import nunchi.codec.OrNull;
import org.jspecify.annotations.Nullable;

/// The `result.json` of a model that is counted and not trained.
public record OutlineRecord(
        String kind, String name, @OrNull @Nullable String title, Long parameters) {
    public static final String KIND = "outline";
}
