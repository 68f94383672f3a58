package nunchi.predict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import nunchi.check.StoppedException;
import nunchi.prediction.Prediction;

/// Answers many questions: threads read and fit what comes next while the model computes.
public final class PredictionStream {
    private static final int BATCH = 128;
    private static final int AHEAD = 4 * BATCH;

    private final Predictor predictor;
    private final Consumer<Answer> listener;

    private PredictionStream(Predictor predictor, Consumer<Answer> listener) {
        this.predictor = predictor;
        this.listener = listener;
    }

    /// Answers in the order of the questions, on the calling thread. What cannot be read is told and the others go on.
    ///
    /// @throws nunchi.check.StoppedException        when the thread was interrupted, a listener asked for it, or code
    ///                                              of the program's own threw an exception
    public static void of(Predictor predictor, List<Question> questions, Consumer<Answer> listener) {
        PredictionStream predictions = new PredictionStream(predictor, listener);
        try (ExecutorService readers = Executors.newFixedThreadPool(
                predictor.threads(),
                Thread.ofPlatform().daemon().name("nunchi-pictures-", 0).factory())) {
            Iterator<Question> rest = questions.iterator();
            Deque<Pending> ahead = new ArrayDeque<>();
            List<Pending> batch = new ArrayList<>(BATCH);
            while (rest.hasNext() || !ahead.isEmpty()) {
                while (rest.hasNext() && ahead.size() < AHEAD) {
                    Question next = rest.next();
                    ahead.add(new Pending(next.name(), readers.submit(() -> predictor.read(next))));
                }
                batch.add(ahead.poll());
                if (batch.size() == BATCH || ahead.isEmpty()) {
                    predictions.answer(batch);
                    batch.clear();
                }
            }
        }
    }

    private record Pending(String name, Future<Answer> read) {}

    private void answer(List<Pending> batch) {
        List<Answer> answers = new ArrayList<>(batch.size());
        List<Question.Given> examples = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            Answer answer = read(pending);
            answers.add(answer);
            if (!answer.refused()) {
                examples.add(answer.given());
            }
        }
        Iterator<Prediction> predictions = predictor.answer(examples).iterator();
        for (Answer answer : answers) {
            listener.accept(
                    answer.refused() ? answer : new Answer(answer.name(), answer.given(), predictions.next(), null));
        }
    }

    private static Answer read(Pending pending) {
        try {
            return pending.read().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("reading %s failed".formatted(pending.name()), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoppedException("the thread was interrupted");
        }
    }
}
