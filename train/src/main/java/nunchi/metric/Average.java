package nunchi.metric;

/// What one number is made of the figures of all classes by.
public enum Average {
    /// Every class counts the same.
    MACRO,
    /// Every class counts as many times as it has rows.
    WEIGHTED;

    /// `f1` for the former, `f1_weighted` for the latter.
    String named(String figure) {
        return this == MACRO ? figure : figure + "_weighted";
    }

    /// `F1 (mean of the classes)`.
    String inWords(String figure) {
        return figure + (this == MACRO ? " (mean of the classes)" : " (weighted by the classes' examples)");
    }
}
