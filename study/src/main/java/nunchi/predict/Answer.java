package nunchi.predict;

import java.util.List;
import nunchi.prediction.Prediction;
import org.jspecify.annotations.Nullable;

/// What became of a question.
///
/// @param name       the question's
/// @param given      what was read; null where it could not be
/// @param prediction null where there is none
/// @param problem    why there is none, in one sentence; else null
public record Answer(
        String name,
        Question.@Nullable Given given,
        @Nullable Prediction prediction,
        @Nullable String problem) {

    /// Why the prediction may not be trusted, each in one sentence.
    public List<String> warnings() {
        return prediction == null ? List.of() : prediction.warnings();
    }

    /// Whether there was a problem, so that nothing is predicted.
    public boolean refused() {
        return problem != null;
    }
}
