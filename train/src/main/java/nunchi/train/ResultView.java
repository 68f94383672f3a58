package nunchi.train;

import java.nio.file.Path;
import java.util.ServiceLoader;
import nunchi.check.InvalidRequestException;

/// Shows results as HTML: a self-contained fragment with tables and drawings as SVG, without a script, in light and
/// dark. Registered with [ServiceLoader] by the module that makes reports.
public interface ResultView {
    /// Of the folder of a run or a search.
    ///
    /// @throws InvalidRequestException if a file in the folder is damaged
    String html(Path folder);

    /// Metrics and confusion matrix.
    String html(Evaluation evaluation);

    /// Training curves, metrics and confusion matrix.
    String html(Trained trained);

    /// The view that is present.
    ///
    /// @throws InvalidRequestException where the program has none
    static ResultView present() {
        return ServiceLoader.load(ResultView.class, ResultView.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "nothing here shows results as HTML; add the module nunchi.report to the program"));
    }
}
