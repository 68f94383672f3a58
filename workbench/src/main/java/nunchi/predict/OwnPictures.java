package nunchi.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.experiment.Variant;
import nunchi.report.Report;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A person's own pictures in a run's report: what the model makes of them, and what it makes of them under each variant of the experiment.
public final class OwnPictures {
    private static final int MOST = 100;
    private static final int TOP = 3;

    private OwnPictures() {}

    /// Writes `predictions.json` into the run's folder and the run's report anew.
    ///
    /// @param paths pictures and folders of pictures, at most 100 in all
    /// @return the answers as the model is meant to be fed, in the order of the pictures
    /// @throws nunchi.check.InvalidRequestException when there is no such run, no model yet, or nothing can be predicted
    public static List<Answer> keep(Path folder, List<Path> paths, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        List<Answer> answers = new ArrayList<>();
        ObjectNode tree = predictions(folder, paths, List.of(), options, answers);
        Check.require(answers.stream().anyMatch(answer -> !answer.refused()), "none of the pictures could be read: " + problem(answers));
        ArrayNode variants = tree.putArray("variants");
        for (Variant variant : experiment.variants()) {
            ObjectNode other = predictions(folder, paths, variant.set(), options, new ArrayList<>());
            variants.addObject().put("name", variant.name()).set("predictions", other.path("predictions"));
        }
        run.write(RunFolder.PREDICTIONS, tree);
        Report.write(folder);
        return List.copyOf(answers);
    }

    private static String problem(List<Answer> answers) {
        return answers.stream().filter(Answer::refused).map(Answer::problem).findFirst().orElse("there are none");
    }

    private static ObjectNode predictions(Path folder, List<Path> paths, List<String> changes, RunOptions options, List<Answer> answers) {
        try (Predictor predictor = Predictor.load(folder, changes, options)) {
            boolean drawn = changes.isEmpty();
            List<Question> questions = Question.of(paths, predictor.form(), drawn ? MOST : 0);
            Check.require(questions.size() <= MOST, "%d pictures are too many for a report; give at most %d".formatted(questions.size(), MOST));
            PredictionTree tree = new PredictionTree(folder.toString(), predictor.form(), TOP, drawn);
            Predictions.of(predictor, questions, answer -> {
                answers.add(answer);
                tree.add(answer);
            });
            return tree.tree();
        }
    }
}
