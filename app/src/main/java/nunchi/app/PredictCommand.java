package nunchi.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.picture.Fit;
import nunchi.predict.Answer;
import nunchi.predict.AnswerList;
import nunchi.predict.ExampleForm;
import nunchi.predict.OwnPictures;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.prediction.DecodeSettings;
import nunchi.record.Codec;
import nunchi.record.EvaluationRecord.UnfinishedRecord;
import nunchi.record.PredictionsRecord;
import nunchi.record.PredictionsRecord.DecodeRecord;
import nunchi.report.PredictionReport;
import nunchi.run.RunFolder;
import nunchi.run.Unfinished;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi predict RUN IMAGE…`.
@Command(
        name = "predict",
        header = "Predicts the classes or values of own images, texts or rows of a table, by the model of a run.",
        description = {
            "Images (jpg, png, gif, bmp, webp, tiff) of any size and colour are fitted as the run recorded it.",
            "The columns of a CSV file are found by their names in the training data; a label is not needed.",
            "Of a text, the tokens are shown as the model sees them, those that it does not know in brackets.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was predicted",
            "1:some files could not be read",
            "2:a file does not exist, no file could be read, or the request was wrong"
        },
        footer = {
            "",
            "Examples:",
            "  nunchi predict runs/2026-11-21-1502-mnist seven.jpg scans/ --report seven.html",
            "  nunchi predict runs/2026-11-21-1502-mnist digits/ --json --top 1",
            "  nunchi predict runs/2026-11-21-1502-houses new-houses.csv",
            "  nunchi predict runs/2026-11-21-1502-reviews --text \"A film to see twice.\"",
            "  nunchi predict runs/2026-11-21-1502-translation --text \"il fait froid\" --beam 4"
        })
final class PredictCommand implements Callable<Integer> {
    private static final int DRAWN = 500;
    private static final String ROWS = "; row 0 is the first below the header";
    private static final int MILLION = 1_000_000;
    private static final String NO_DECODER =
            "--beam is about texts that a model predicts token by token, but this one has no decoder; omit it";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a run.")
    private Path folder;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "IMAGE",
            description = "Images, folders of images, CSV files, .npy arrays, or .txt files of one text each.")
    private List<Path> paths = List.of();

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description =
                    "Text to be predicted by a model that learnt from texts, or - for the lines of standard input; repeatable (default: none).")
    private List<String> texts = List.of();

    @Option(
            names = "--beam",
            paramLabel = "N",
            description =
                    "Number of texts that are searched at once where the model predicts texts, 1 to 100; 1 takes the most likely token at each step (default: the run's decode).")
    private @Nullable Integer beam;

    @Option(
            names = "--top",
            paramLabel = "K",
            description =
                    "Number of most likely classes shown, at least 1 (default: 3; all labels where an example may have several).")
    private @Nullable Integer top;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "File for a page with the images and what the model gets of them, .html (default: not written).")
    private @Nullable Path report;

    @Option(
            names = "--picture",
            paramLabel = "RULE",
            description =
                    "Rule that fits images to the model's input: stretch, crop, pad or strokes (default: the run's rule).")
    private @Nullable String picture;

    @Option(
            names = "--header",
            negatable = true,
            description = "Whether the first line of a CSV file is a header (default: detected).")
    private @Nullable Boolean header;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Setting that differs from the run, such as data.preprocess=[flatten]; repeatable (default: none).")
    private List<String> changes = List.of();

    @Option(
            names = "--keep",
            description = "Adds the images and predictions to the run's report, also under the experiment's variants.")
    private boolean keep;

    @Mixin
    private Machine machine;

    /// Null where the model has no decoder.
    private @Nullable DecodeSettings decoding;

    @Override
    public Integer call() {
        if (top != null) {
            Check.positive("top", top);
        }
        Check.require(
                !keep || picture == null && header == null && changes.isEmpty(),
                "--keep shows images as the run says; omit --picture, --header and --set");
        Question.requirePresent(paths);
        try (Predictor predictor = Predictor.load(folder, changed(), machine.options())) {
            requireUse(predictor.form());
            Check.require(beam == null || predictor.decoding().isPresent(), NO_DECODER);
            decoding = predictor.decoding().orElse(null);
            Optional<Unfinished> unfinished = machine.note(folder);
            ExampleForm form = form(predictor.form());
            List<Question> questions = questions(form);
            List<Answer> answers = new ArrayList<>(questions.size());
            long start = System.nanoTime();
            PredictionStream.of(predictor, questions, answers::add);
            long microseconds = Math.max(1, (System.nanoTime() - start) / 1000);
            tell(answers, form, unfinished, (double) microseconds / MILLION);
            if (keep) {
                OwnPictures.keep(folder, paths, machine.options());
                report(folder.resolve(RunFolder.REPORT));
            }
            return code(answers);
        }
    }

    /// With the beam, which a run's `decode` may lack.
    private List<String> changed() {
        if (beam == null) {
            return changes;
        }
        RunFolder run = RunFolder.open(folder);
        Check.require(ExampleForm.read(run).target() != null, NO_DECODER);
        Experiment own = run.trainedExperiment(machine.options().files());
        if (own.decoding().beam() == beam) {
            return changes;
        }
        List<String> all = new ArrayList<>(changes);
        all.add((own.study().decode() == null ? "decode={beam: %d}" : "decode.beam=%d").formatted(beam));
        return all;
    }

    private List<Question> questions(ExampleForm form) {
        List<Question> questions = new ArrayList<>(Question.of(paths, form, report == null ? 0 : DRAWN));
        for (String text : texts) {
            questions.addAll(
                    text.equals("-")
                            ? Question.ofLines("standard input", System.in, form)
                            : Question.ofTexts(List.of(text), form));
        }
        return questions;
    }

    private void requireUse(ExampleForm own) {
        Check.require(
                !paths.isEmpty() || !texts.isEmpty(),
                "nothing to predict is given; name images, tables or arrays, or give --text");
        Check.require(texts.isEmpty() || !keep, "--keep shows images, and --text is none; omit one of the two");
        Check.require(
                top == null || !own.classes().isEmpty(),
                "--top is a number of classes, but this model predicts %s; omit it"
                        .formatted(own.target() == null ? "values" : "texts"));
        Check.require(
                picture == null || paths.stream().anyMatch(Question::holdsPictures),
                "--picture says how images are fitted, and none is given; omit it");
        Check.require(
                header == null || paths.stream().anyMatch(Question::holdsTable),
                "--header is about tables, and none is given; omit it");
    }

    private ExampleForm form(ExampleForm own) {
        ExampleForm fitted = picture == null ? own : own.withFit(Fit.named(picture));
        return header == null ? fitted : fitted.withHeader(header);
    }

    private static int code(List<Answer> answers) {
        long refused = answers.stream().filter(Answer::refused).count();
        return refused == 0 ? 0 : refused < answers.size() ? 1 : 2;
    }

    private void tell(List<Answer> answers, ExampleForm form, Optional<Unfinished> unfinished, double seconds) {
        PrintWriter errors = spec.commandLine().getErr();
        Problems.of(answers).forEach(problem -> errors.println("nunchi: " + problem));
        errors.flush();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(new String(Codec.page(record(answers, form, unfinished, false)), StandardCharsets.UTF_8));
        } else {
            out.print(new PredictionTable(form, top)
                    .of(answers)
                    .fitted(Terminal.present().width()));
            answers.forEach(answer -> answer.warnings()
                    .forEach(warning -> out.println(folded("warning  %s: %s".formatted(answer.name(), warning)))));
            done(answers, form, seconds);
        }
        if (report != null && !answers.stream().allMatch(Answer::refused)) {
            Path page = PredictionReport.write(report, folder, record(answers, form, unfinished, true));
            report(page);
        }
        out.flush();
    }

    private void done(List<Answer> answers, ExampleForm form, double seconds) {
        long done = answers.stream().filter(answer -> !answer.refused()).count();
        if (done > 0) {
            spec.commandLine()
                    .getOut()
                    .println(System.lineSeparator()
                            + folded("%s predicted in %s, %s a second%s"
                                    .formatted(
                                            Numbers.count(done),
                                            Numbers.seconds(seconds),
                                            Numbers.rate(done / seconds),
                                            (form.fit() == null ? "" : "; images fitted by the rule " + form.fit())
                                                    + (paths.stream().allMatch(Question::holdsPictures) ? "" : ROWS))));
        }
    }

    private static String folded(String sentence) {
        return Lines.folded(sentence, Terminal.present().width());
    }

    private void report(Path page) {
        if (!json) {
            spec.commandLine().getOut().println("report   " + page);
            spec.commandLine().getOut().flush();
        }
    }

    private PredictionsRecord record(
            List<Answer> answers, ExampleForm form, Optional<Unfinished> unfinished, boolean drawn) {
        AnswerList predictions = new AnswerList(folder.toString(), form, top, drawn);
        answers.stream().limit(drawn ? DRAWN : answers.size()).forEach(predictions::add);
        PredictionsRecord plain = predictions.record();
        PredictionsRecord record = decoding == null
                ? plain
                : plain.with(new DecodeRecord(decoding.beam(), decoding.lengthPenalty(), decoding.maxLength()));
        return unfinished
                .map(state -> record.with(new UnfinishedRecord(state.epoch(), state.epochs())))
                .orElse(record);
    }
}
