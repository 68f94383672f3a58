package nunchi.record;

/// The `result.json` of a model that is counted and not trained.
public record OutlineRecord(
        String kind, String name, @OrNull String title, Long parameters) {
    public static final String KIND = "outline";
}
