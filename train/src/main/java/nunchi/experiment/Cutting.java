package nunchi.experiment;

import java.util.Arrays;
import java.util.List;
import nunchi.data.Splitter;
import nunchi.token.TextSettings;

/// The settings that decide which rows are in which split.
final class Cutting {
    private Cutting() {}

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
