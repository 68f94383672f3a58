package nunchi.data;

import nunchi.check.Remedy;

/// How a cell that cannot be read as it is may be mended, by what the table is read for.
enum CsvRemedy {
    /// For a model that is to learn from it.
    LEARN(
            "correct it, leave the column out by ignore, or list it in categories, which makes a value of each of its texts",
            "fill it in, remove the line, or say what stands for it: missing: mean"),
    /// For a model that has learnt.
    ASK(
            "correct it",
            "fill it in, or remove the line; the model learnt without missing values, which only a training with the key missing fills"),
    /// For its numbers alone.
    NUMBERS(
            "correct it, " + Remedy.IGNORE_COLUMN
                    + ", or name it as the label if it holds the classes; texts become numbers by the key categories of an experiment alone",
            "fill it in, or remove the line");

    private final String text;
    private final String missing;

    CsvRemedy(String text, String missing) {
        this.text = text;
        this.missing = missing;
    }

    String text() {
        return text;
    }

    String missing() {
        return missing;
    }
}
