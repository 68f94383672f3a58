package nunchi.studio;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.explain.Explainer;
import nunchi.explain.Explanation;
import nunchi.explain.ValueRange;
import nunchi.model.TableColumn;
import nunchi.predict.Answer;
import nunchi.predict.AnswerList;
import nunchi.predict.ExampleForm;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.predict.SentExamples;
import nunchi.record.Decimal;
import nunchi.record.PredictionsRecord.PredictionRecord;
import nunchi.run.RunOptions;
import nunchi.step.SteppedModel;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A run's model that a person asks in the page. It answers as soon as it is loaded; its layers can be looked at a
/// little later, when the run's data and their outputs are there too.
final class TriedModel implements AutoCloseable {
    /// Of a drawing, which has no file.
    private static final String NAME = "the picture";

    private final Predictor predictor;
    private final CompletableFuture<Layers> layers;
    private final Stepping stepping;

    /// What looks at layers, with the maps that it has.
    private record Layers(Explainer explainer, LayerMaps maps) {}

    private TriedModel(Path run, RunOptions options, Predictor predictor, CompletableFuture<Layers> layers) {
        this.predictor = predictor;
        this.layers = layers;
        this.stepping = new Stepping(() -> SteppedModel.load(run, options), asked -> predictor.answer(question(asked)));
    }

    /// @param background where the rest is made ready
    /// @throws InvalidRequestException when the run has no model yet
    static TriedModel load(Path run, RunOptions options, ExecutorService background) {
        Predictor predictor = Predictor.load(run, options);
        return new TriedModel(
                run, options, predictor, CompletableFuture.supplyAsync(() -> layers(run, options), background));
    }

    private static Layers layers(Path run, RunOptions options) {
        Explainer explainer = Explainer.load(run, options);
        return new Layers(explainer, LayerMaps.of(explainer.inspection().orElse(null)));
    }

    StudioRecord.Form form() {
        ExampleForm form = predictor.form();
        Shape image = form.image();
        return new StudioRecord.Form(
                takes(form),
                image == null ? null : Decimal.list(image),
                form.classes(),
                columns(form),
                !layers.isDone() ? "preparing" : layers.isCompletedExceptionally() ? "none" : "ready",
                problem());
    }

    private static String takes(ExampleForm form) {
        if (form.text() != null) {
            return "text";
        }
        return form.image() != null ? "image" : form.table().named() ? "table" : "array";
    }

    /// With the values that the data have, once they are loaded.
    private List<StudioRecord.Column> columns(ExampleForm form) {
        List<StudioRecord.Column> columns = new ArrayList<>();
        if (takes(form).equals("table") && layers.isDone() && !layers.isCompletedExceptionally()) {
            List<ValueRange> ranges = layers.join().explainer.ranges();
            int first = 0;
            for (TableColumn column : form.table().features()) {
                ValueRange range = ranges.get(first);
                columns.add(
                        column.isCategorical()
                                ? new StudioRecord.Column(column.name(), column.categories(), null, null, null)
                                : new StudioRecord.Column(
                                        column.name(),
                                        null,
                                        Decimal.of(range.least()),
                                        Decimal.of(range.median()),
                                        Decimal.of(range.largest())));
                first += column.width();
            }
        }
        return columns;
    }

    private @Nullable String problem() {
        if (!layers.isCompletedExceptionally()) {
            return null;
        }
        return switch (layers.exceptionNow()) {
            case InvalidRequestException refused -> refused.getMessage();
            default -> "the layers cannot be looked at";
        };
    }

    private Question question(StudioRecord.Asked asked) {
        if (asked.text() != null) {
            return Question.ofTexts(List.of(asked.text()), predictor.form()).getFirst();
        }
        if (asked.row() != null && !asked.row().isEmpty()) {
            SequencedMap<String, Tree> cells = new LinkedHashMap<>();
            asked.row().forEach((column, value) -> cells.put(column, Tree.of(value)));
            byte[] rows = Json.line(Tree.of(List.of(Tree.of(cells)))).getBytes(StandardCharsets.UTF_8);
            return new SentExamples(predictor.form(), 1).json(rows).getFirst();
        }
        if (asked.image() == null) {
            throw new InvalidRequestException("there is no example; give an image, a text or a row");
        }
        try {
            byte[] content = Base64.getDecoder().decode(asked.image());
            return Question.ofPicture(NAME, content, predictor.form());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidRequestException("the image is not in base64", wrong);
        }
    }

    /// What `nunchi predict --json` says of it.
    PredictionRecord predict(StudioRecord.Asked asked) {
        AnswerList answers =
                new AnswerList("", predictor.form(), predictor.form().classes().size(), true);
        answers.add(predictor.answer(question(asked)));
        return answers.record().predictions().getFirst();
    }

    /// @throws InvalidRequestException when the layers cannot be looked at, or not yet, and when the example cannot be
    ///                                 read
    StudioRecord.Explained explain(StudioRecord.Asked asked) {
        Layers ready = ready();
        Answer answer = predictor.answer(question(asked));
        if (answer.given() == null || answer.prediction() == null) {
            throw new InvalidRequestException(Objects.requireNonNullElse(answer.problem(), "it cannot be read"));
        }
        int category = predictor.form().classes().isEmpty()
                ? 0
                : answer.prediction().best().number();
        Explanation explanation = ready.explainer.explain(answer.given().values(), category);
        return ready.maps.explained(explanation);
    }

    /// One example through the model, op by op.
    Stepping stepping() {
        return stepping;
    }

    StudioRecord.Maps maps() {
        return ready().maps.record();
    }

    private Layers ready() {
        StudioRecord.Form form = form();
        if (layers.isDone() && form.problem() == null) {
            return layers.join();
        }
        throw new InvalidRequestException(Objects.requireNonNullElse(form.problem(), "the layers are made ready"));
    }

    @Override
    public void close() {
        predictor.close();
        layers.thenAccept(made -> made.explainer.close());
    }
}
