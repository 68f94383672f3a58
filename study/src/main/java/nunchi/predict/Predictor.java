package nunchi.predict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import nunchi.backend.Backend;
import nunchi.backend.Backends;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.experiment.Experiment;
import nunchi.inference.Lane;
import nunchi.inference.TextDecoder;
import nunchi.inference.TextGenerator;
import nunchi.model.DataSchema;
import nunchi.network.Network;
import nunchi.picture.Picture;
import nunchi.prediction.DecodeSettings;
import nunchi.prediction.Generation;
import nunchi.prediction.Prediction;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.StoredModel;
import nunchi.token.TextEncoding;
import nunchi.train.IdleChanges;
import nunchi.weights.Fingerprint;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// Serves the model of a run inside a program: loaded once, then asked by any number of threads. The preprocessing is
/// part of the model: examples are given as the data set has them, images as they are.
///
/// Single examples are computed by one thread each, as many at once as the predictor has threads; lists of examples by
/// all threads together in batches of 128, one list after another. A prediction of a list has the bits of `evaluate`.
/// One of a single example has them too, except behind convolutions that take another algorithm in a large batch, where
/// the last digits may differ unless the experiment is `strict`.
///
/// {@snippet file="Serve.java"}
public final class Predictor implements AutoCloseable {
    private static final int BATCH = 128;

    private final ExampleForm form;
    private final Network network;
    private final Snapshot model;
    private final DataSchema learnt;
    private final Doubt doubt;
    private final DecodeSettings decoding;
    private final RunOptions options;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<Lane> idle = new ConcurrentLinkedDeque<>();
    private final Object batches = new Object();
    private @Nullable Lane batched;
    private volatile boolean closed;

    private Predictor(ExampleForm form, Network network, Snapshot model, Origin origin, RunOptions options) {
        this.learnt = origin.run.schema();
        this.decoding = origin.decoding;
        this.doubt = new Doubt(origin.run, origin.experiment, model, form, options);
        this.form = form;
        this.network = network;
        this.model = model;
        this.options = options;
        this.free = new Semaphore(options.threads());
        // The first is made now, so that a model that does not fit its weights is refused when it is loaded.
        idle.add(lane(1, 1));
    }

    /// Where the model comes from, and how it makes texts.
    private record Origin(RunFolder run, Experiment experiment, DecodeSettings decoding) {}

    /// The model that a run ended with, on every core.
    ///
    /// @throws nunchi.check.InvalidRequestException when the folder holds no run, or no model that can be trusted
    public static Predictor load(Path folder) {
        return load(folder, new RunOptions());
    }

    /// @param options threads, backend and catalogue are looked at
    /// @throws nunchi.check.InvalidRequestException when the folder holds no run, or no model that can be trusted
    public static Predictor load(Path folder, RunOptions options) {
        return load(folder, List.of(), options);
    }

    /// @param changes other settings than the run's, each `key.path=value`: `data.preprocess=[flatten]` feeds the model
    ///                otherwise than it learnt
    /// @throws nunchi.check.InvalidRequestException when the folder holds no run, no model that can be trusted, or a
    ///                                              change has no effect on predictions
    public static Predictor load(Path folder, List<String> changes, RunOptions options) {
        RunFolder run = RunFolder.open(folder);
        IdleChanges.refusePredicted(
                run.trainedExperiment(options.files()),
                changes,
                options.files(),
                ExampleForm.read(run).example());
        return loadAs(run, changes, options);
    }

    /// The same under a variant, which may say nothing of how examples are fed.
    static Predictor loadAs(RunFolder run, List<String> changes, RunOptions options) {
        Experiment own = run.trainedExperiment(options.files());
        Experiment experiment = changes.isEmpty() ? own : options.files().with(own, changes);
        ExampleForm form = ExampleForm.read(run);
        Network network =
                new Network(experiment.layers(), form.example(), run.schema().targetShape(), experiment.trainingStep());
        return new Predictor(
                form, network, StoredModel.of(run, own), new Origin(run, own, experiment.decoding()), options);
    }

    /// How texts are made of what a decoder says; empty where the model has none.
    public Optional<DecodeSettings> decoding() {
        return TextDecoder.decodes(network.prediction(1)) ? Optional.of(decoding) : Optional.empty();
    }

    /// The most threads that compute.
    public int threads() {
        return options.threads();
    }

    /// The SHA-256 of its weights, as `result.json` has it.
    public String sha256() {
        return Fingerprint.of(model);
    }

    /// What the model takes.
    public ExampleForm form() {
        return form;
    }

    /// @param example its values in the range of the data set, last axis fastest
    /// @throws nunchi.check.InvalidRequestException when it has not as many values as the model takes, or one that is
    ///                                              not finite
    public Prediction predict(float... example) {
        form.examples().require(example);
        return answer(new Question.Given(example, null, null));
    }

    /// The text with which a language model goes on after a prompt.
    ///
    /// @throws nunchi.check.InvalidRequestException for a model of anything else, and a prompt without a token
    public String generate(Generation wanted) {
        TextEncoding text = learnt.requireNextTokens();
        return alone(lane -> new TextGenerator(lane, text).generate(wanted));
    }

    /// The tokens of a prompt that the language model does not know, each once.
    /// @throws nunchi.check.InvalidRequestException as [#generate]
    public List<String> unknown(String prompt) {
        return learnt.requireNextTokens().unknown(prompt);
    }

    /// By one thread, beside others.
    ///
    /// @return with the problem where the question cannot be read, or there is nothing to see
    /// @throws nunchi.check.InvalidRequestException when the predictor is closed
    public Answer answer(Question question) {
        Answer read = read(question);
        return read.given() == null ? read : new Answer(read.name(), read.given(), answer(read.given()), null);
    }

    /// Reads what is asked about, and predicts nothing yet.
    Answer read(Question question) {
        Question.Given given;
        try {
            given = question.given().get();
        } catch (InvalidRequestException unreadable) {
            return new Answer(question.name(), null, null, unreadable.getMessage());
        }
        try {
            form.examples().require(given.values());
            if (given.seen() != null) {
                requireDrawn(given.values());
            }
            return new Answer(question.name(), given, null, null);
        } catch (InvalidRequestException refused) {
            return new Answer(question.name(), null, null, question.name() + ": " + refused.getMessage());
        }
    }

    private Prediction answer(Question.Given given) {
        return alone(lane -> {
            lane.run(given.values());
            return answer(lane, 0, given);
        });
    }

    private <T> T alone(Function<Lane, T> work) {
        requireOpen();
        free.acquireUninterruptibly();
        Lane lane = null;
        try {
            lane = idle.pollFirst();
            lane = lane == null ? lane(1, 1) : lane;
            return work.apply(lane);
        } finally {
            giveBack(lane);
            free.release();
        }
    }

    private Prediction answer(Lane lane, int row, Question.Given given) {
        Prediction plain = lane.prediction(row, form.classes(), form.target());
        boolean seen = given.seen() != null;
        return seen ? plain.withWarnings(doubt.warnings(given, lane.hidden(row), lane.outputs(row))) : plain;
    }

    private void giveBack(@Nullable Lane lane) {
        if (lane == null) {
            return;
        }
        idle.addFirst(lane);
        if (closed) {
            closeIdle();
        }
    }

    /// @param picture of any size; fitted as the run recorded it
    /// @return with warnings where it may not be trusted
    /// @throws nunchi.check.InvalidRequestException when the model takes no images, and when there is nothing on the
    ///                                              image
    public Prediction predict(Picture picture) {
        Check.given("picture", picture);
        Picture seen = form.seen(picture);
        float[] values = form.values(seen);
        requireDrawn(values);
        return answer(new Question.Given(values, seen, null));
    }

    /// @param examples each as for [#predict(float...)]
    /// @return one for each, in their order
    /// @throws nunchi.check.InvalidRequestException when one of them has not as many values as the model takes, or one
    ///                                              that is not finite; none is predicted then
    public List<Prediction> predict(List<float[]> examples) {
        form.examples().require(examples);
        return answer(examples.stream()
                .map(values -> new Question.Given(values, null, null))
                .toList());
    }

    /// @param examples each with its image, or with none where it is a row of numbers
    List<Prediction> answer(List<Question.Given> examples) {
        requireOpen();
        List<Prediction> predictions = new ArrayList<>(examples.size());
        synchronized (batches) {
            if (batched == null) {
                batched = lane(BATCH, options.threads());
            }
            for (int first = 0; first < examples.size(); first += BATCH) {
                List<Question.Given> rows = examples.subList(first, Math.min(first + BATCH, examples.size()));
                batched.run(rows.stream().map(Question.Given::values).toList());
                for (int row = 0; row < rows.size(); row++) {
                    predictions.add(answer(batched, row, rows.get(row)));
                }
            }
        }
        return predictions;
    }

    private Lane lane(int batch, int threads) {
        return new Lane(
                network,
                model.tensors(),
                backend(threads),
                new Lane.Use(batch, form.image() != null && !form.classes().isEmpty(), decoding));
    }

    private Backend backend(int threads) {
        return options.backend() == null ? Backends.fastest(threads) : Backends.named(options.backend(), threads);
    }

    /// @throws nunchi.check.InvalidRequestException for an image on which there is nothing
    void requireDrawn(float[] example) {
        doubt.requireDrawn(example);
    }

    private void requireOpen() {
        Check.require(!closed, "this predictor is closed; load the run again");
    }

    /// Ends the threads; predictions under way are finished.
    @Override
    public void close() {
        closed = true;
        closeIdle();
        synchronized (batches) {
            if (batched != null) {
                batched.close();
                batched = null;
            }
        }
    }

    private void closeIdle() {
        for (Lane lane = idle.pollFirst(); lane != null; lane = idle.pollFirst()) {
            lane.close();
        }
    }
}
