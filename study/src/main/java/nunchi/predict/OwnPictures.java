package nunchi.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Experiment;
import nunchi.experiment.Variant;
import nunchi.record.Codec;
import nunchi.record.PredictionsRecord;
import nunchi.record.PredictionsRecord.VariantRecord;
import nunchi.record.ReportWriter;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;

/// A person's own images in a run's report: what the model makes of them, and what it makes of them under each
/// variant of the experiment.
public final class OwnPictures {
    private static final int MOST = 100;

    private OwnPictures() {}

    /// Writes `predictions.json` into the run's folder and the run's report anew.
    ///
    /// @param paths images and folders of images, at most 100 in all
    /// @return the answers as the model is meant to be fed, in the order of the images
    /// @throws nunchi.check.InvalidRequestException when there is no such run, no model yet, or nothing can be
    ///                                              predicted
    public static List<Answer> keep(Path folder, List<Path> paths, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        Experiment experiment = run.trainedExperiment(options.files());
        List<Answer> answers = new ArrayList<>();
        PredictionsRecord own = predictions(folder, paths, List.of(), options, answers);
        if (answers.stream().allMatch(Answer::refused)) {
            throw none(problem(answers));
        }
        List<VariantRecord> variants = new ArrayList<>();
        for (Variant variant : experiment.study().variants()) {
            PredictionsRecord other = predictions(folder, paths, variant.set(), options, new ArrayList<>());
            variants.add(new VariantRecord(variant.name(), other.predictions()));
        }
        run.write(RunFolder.PREDICTIONS, Codec.page(own.with(variants)));
        ReportWriter.report(folder);
        return List.copyOf(answers);
    }

    /// Asks whether [#keep] can show any of the images to a model, before it is trained.
    ///
    /// @param form what the model will take
    /// @throws nunchi.check.InvalidRequestException when none can be read or has anything on it, or there are too many
    public static void check(List<Path> paths, ExampleForm form) {
        String problem = "there are none";
        for (Question question : questions(paths, form, 0)) {
            try {
                form.examples().require(question.given().get().values());
                return;
            } catch (InvalidRequestException unreadable) {
                problem = unreadable.getMessage();
            }
        }
        throw none(problem);
    }

    private static List<Question> questions(List<Path> paths, ExampleForm form, int kept) {
        List<Question> questions = Question.of(paths, form, kept);
        Check.require(
                questions.size() <= MOST,
                "%d images are too many for a report; give at most %d".formatted(questions.size(), MOST));
        return questions;
    }

    private static InvalidRequestException none(String problem) {
        return new InvalidRequestException("none of the images could be read: " + problem);
    }

    private static String problem(List<Answer> answers) {
        return answers.stream()
                .filter(Answer::refused)
                .map(Answer::problem)
                .findFirst()
                .orElse("there are none");
    }

    private static PredictionsRecord predictions(
            Path folder, List<Path> paths, List<String> changes, RunOptions options, List<Answer> answers) {
        try (Predictor predictor = Predictor.loadAs(RunFolder.open(folder), changes, options)) {
            boolean drawn = changes.isEmpty();
            List<Question> questions = questions(paths, predictor.form(), drawn ? MOST : 0);
            AnswerList said = new AnswerList(folder.toString(), predictor.form(), null, drawn);
            PredictionStream.of(predictor, questions, answer -> {
                answers.add(answer);
                said.add(answer);
            });
            return said.record();
        }
    }
}
