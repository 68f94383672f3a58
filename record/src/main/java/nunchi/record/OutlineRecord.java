package nunchi.record;

import nunchi.codec.OrNull;
import org.jspecify.annotations.Nullable;

/// The `result.json` of a model that is counted and not trained.
///
/// @param kind       `outline`
/// @param name       name of the model
/// @param title      heading of the report
/// @param parameters number of parameters
public record OutlineRecord(
        String kind, String name, @OrNull @Nullable String title, Long parameters) {
    public static final String KIND = "outline";
}
