package nunchi.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Json;
import nunchi.codec.Tree;
import nunchi.network.Network;
import nunchi.predict.Answer;
import nunchi.predict.AnswerList;
import nunchi.predict.ExampleForm;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.prediction.Prediction;
import nunchi.record.Codec;
import nunchi.record.Decimal;
import nunchi.record.EvaluationRecord.UnfinishedRecord;
import nunchi.record.PredictionsRecord;
import nunchi.record.PredictionsRecord.DecodeRecord;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.Unfinished;

/// The model of a run, loaded and warm. Each example is computed by itself, by one thread: so its bits depend neither
/// on the examples beside it nor on the load.
final class ServedModel implements AutoCloseable {
    private static final String PLATFORM = "nunchi";

    private final String name;
    private final Predictor predictor;
    private final String sha256;
    private final Optional<Unfinished> unfinished;
    private final int units;

    private ServedModel(String name, Predictor predictor, Optional<Unfinished> unfinished) {
        this.name = name;
        this.predictor = predictor;
        this.sha256 = predictor.sha256();
        this.unfinished = unfinished;
        this.units =
                predictor.predict(new float[form().example().size()]).values().size();
    }

    /// @param name of the run's experiment
    /// @throws InvalidRequestException when the folder holds no model that predicts
    static ServedModel load(String name, Path folder, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        try {
            run.schema().refuseNextTokens();
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(
                    "%s cannot be served: %s".formatted(folder, refused.getMessage()), refused);
        }
        Predictor predictor = Predictor.load(folder, options);
        try {
            ServedModel model = new ServedModel(name, predictor, Unfinished.of(folder, options));
            new Warming(model, predictor, options.threads()).run();
            return model;
        } catch (RuntimeException | Error failed) {
            predictor.close();
            throw failed;
        }
    }

    String name() {
        return name;
    }

    /// Of its weights.
    String sha256() {
        return sha256;
    }

    ExampleForm form() {
        return predictor.form();
    }

    /// Whether it takes and gives numbers.
    private boolean ofNumbers() {
        return form().text() == null && form().target() == null;
    }

    ServeRecord.ModelMetadata metadata() {
        return new ServeRecord.ModelMetadata(
                name,
                List.of(sha256),
                PLATFORM,
                ofNumbers() ? List.of(tensor(Network.EXAMPLES, form().example().toArray())) : List.of(),
                ofNumbers() ? List.of(tensor(Network.PREDICTION, units)) : List.of());
    }

    private static ServeRecord.TensorMetadata tensor(String name, int... example) {
        List<Integer> shape = new ArrayList<>(List.of(-1));
        shape.addAll(Decimal.list(example));
        return new ServeRecord.TensorMetadata(name, TensorType.FP32.name(), shape);
    }

    /// @throws InvalidRequestException where it takes or predicts texts
    void requireNumbers() {
        Check.require(
                ofNumbers(),
                "the model %s takes texts, or predicts them, which this protocol is not served for; send the texts to POST /predict/%1$s"
                        .formatted(name));
    }

    /// @throws InvalidRequestException where it takes or predicts texts, and for values that it cannot compute with
    ServeRecord.Inference infer(InferRequest request, Deadline deadline) {
        List<Double> values = new ArrayList<>();
        for (int row = 0; row < request.rows().size(); row++) {
            deadline.require();
            Prediction prediction = predictor.predict(request.rows().get(row));
            for (float value : prediction.values()) {
                Check.require(
                        Float.isFinite(value),
                        "the prediction for row %d is not finite; its values are too large for the model"
                                .formatted(row));
                values.add(Decimal.of(value));
            }
        }
        List<Integer> shape = List.of(request.rows().size(), units);
        return new ServeRecord.Inference(
                name,
                sha256,
                request.id(),
                List.of(new ServeRecord.OutputTensor(Network.PREDICTION, TensorType.FP32.name(), shape, values)));
    }

    /// What `nunchi predict --json` says, with the name of the model in place of the run's folder and its version.
    ///
    /// @throws InvalidRequestException where none of the questions can be answered, with the first reason
    String predict(List<Question> questions, Deadline deadline) {
        AnswerList answers = new AnswerList(name, form(), null, false);
        String problem = null;
        boolean answered = false;
        for (Question question : questions) {
            deadline.require();
            Answer answer = predictor.answer(question);
            answers.add(answer);
            answered |= !answer.refused();
            problem = problem == null ? answer.problem() : problem;
        }
        if (!answered && problem != null) {
            throw new InvalidRequestException(problem);
        }
        PredictionsRecord plain = answers.record();
        PredictionsRecord decoded = predictor
                .decoding()
                .map(decoding ->
                        plain.with(new DecodeRecord(decoding.beam(), decoding.lengthPenalty(), decoding.maxLength())))
                .orElse(plain);
        PredictionsRecord record = unfinished
                .map(state -> decoded.with(new UnfinishedRecord(state.epoch(), state.epochs())))
                .orElse(decoded);
        return Json.line(Codec.tree(record).with("model_version", Tree.of(sha256)));
    }

    @Override
    public void close() {
        predictor.close();
    }
}
