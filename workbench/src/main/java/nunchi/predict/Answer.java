package nunchi.predict;

import java.util.ArrayList;
import java.util.List;

/// What became of a question.
///
/// @param name       the question's
/// @param given      what was read; null where it could not be
/// @param prediction null where there is none
/// @param problem    why there is none, in one sentence; else null
/// @param unlike     whether a picture is farther from the training examples than nearly all of these are from each other
public record Answer(String name, Question.Given given, Prediction prediction, String problem, boolean unlike) {
    public Answer(String name, Question.Given given, Prediction prediction, String problem) {
        this(name, given, prediction, problem, false);
    }

    /// Why the prediction may not be trusted, each in one sentence.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (given != null && given.seen() != null) {
            warnings.addAll(given.seen().warnings());
        }
        if (unlike) {
            warnings.add("the picture is unlike anything that the model was trained on: it may belong to none of the classes");
        }
        return warnings;
    }

    /// Whether there was a problem, so that nothing is predicted.
    public boolean refused() {
        return problem != null;
    }
}
