package nunchi.run;

import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.train.Evaluation;
import nunchi.train.ResultView;
import nunchi.train.Trained;

/// A finished run.
///
/// @param part          that the evaluation is of: the test set, else the validation set, else the training set
/// @param weightsSha256 of the model that the training ended with
public record RunResult(
        RunFolder folder,
        Experiment experiment,
        Trained trained,
        Split part,
        Evaluation evaluation,
        String weightsSha256) {
    /// Curves, metrics and confusion matrix as HTML for a notebook, [ResultView].
    ///
    /// @throws nunchi.check.InvalidRequestException where the program has no reports
    public String toHtml() {
        return ResultView.present().html(folder.path());
    }
}
