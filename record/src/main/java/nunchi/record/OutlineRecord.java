package nunchi.record;

import nunchi.codec.OrNull;

/// The `result.json` of a model that is counted and not trained.
public record OutlineRecord(
        String kind, String name, @OrNull String title, Long parameters) {
    public static final String KIND = "outline";
}
