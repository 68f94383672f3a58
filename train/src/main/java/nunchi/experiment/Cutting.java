package nunchi.experiment;

import java.util.Arrays;
import java.util.List;
import nunchi.data.Datasets;
import nunchi.data.Splits;
import nunchi.data.Splitter;
import nunchi.token.TextSettings;

/// Which rows are in which split, and the settings that decide it.
final class Cutting {
    private Cutting() {}

    /// See [DataSettings#cut].
    static Splits cut(DataSettings data, Datasets whole, long seed) {
        Datasets texted = whole.inWindows(data.texts())
                .startingWith(data.texts(), data.targetText())
                .withoutLonger(data.texts(), data.targetText());
        Datasets tested = data.test() == null ? texted : texted.withTest(data.test(), seed);
        Datasets parts = data.validation() == null ? tested : tested.withValidation(data.validation(), seed);
        Datasets limited = data.limit() == null ? parts : data.limit().of(parts, seed);
        Datasets filled = limited.filled().encoded(data.texts(), data.targetText());
        return new Splits(filled.train(), filled.validation(), filled.test());
    }

    /// Equal where the same rows are.
    static List<Object> of(DataSettings data) {
        return Arrays.asList(
                data.validation(),
                data.test(),
                data.limit() == null ? null : data.limit().train(),
                data.header(),
                data.skipDamaged(),
                data.label(),
                data.target(),
                data.window(),
                data.sentences(),
                cutsByTexts(data) ? Arrays.asList(data.text(), data.texts(), data.targetText()) : null);
    }

    private static boolean choosesRows(TextSettings texts) {
        return texts.skipsLonger() || !texts.startsWith().isEmpty();
    }

    private static boolean cutsByTexts(DataSettings data) {
        return data.window() != null
                || choosesRows(data.texts())
                || data.targetText() != null && choosesRows(data.targetText().texts())
                || data.test() instanceof Splitter.BySource
                || data.validation() instanceof Splitter.BySource;
    }
}
