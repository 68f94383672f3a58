package nunchi.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import nunchi.check.Check;
import nunchi.predict.Predictor;
import nunchi.run.RunOptions;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;

/// The models of a process: those that were used last stay in memory, so that an executor loads a model once. Tasks
/// that run at the same time have a predictor each, since one computes one list after another.
final class LoadedModels {
    /// The most models whose predictors stay.
    private static final int MOST = 8;
    /// By the SHA-256 of a packed model, the one that was used last at the end.
    private static final LinkedHashMap<String, Deque<Predictor>> IDLE = new LinkedHashMap<>(MOST, 0.75f, true);

    private LoadedModels() {}

    /// Does work with a predictor that nobody else uses meanwhile.
    static <T> T with(SentModel model, Function<Predictor, T> work) {
        Predictor idle = take(model.sha256());
        Predictor predictor = idle == null ? load(model) : idle;
        try {
            return work.apply(predictor);
        } finally {
            giveBack(model.sha256(), predictor);
        }
    }

    private static synchronized @Nullable Predictor take(String sha256) {
        return IDLE.computeIfAbsent(sha256, _ -> new ArrayDeque<>()).pollFirst();
    }

    private static synchronized void giveBack(String sha256, Predictor predictor) {
        IDLE.computeIfAbsent(sha256, _ -> new ArrayDeque<>()).addFirst(predictor);
        if (IDLE.size() > MOST) {
            Map.Entry<String, Deque<Predictor>> oldest = IDLE.pollFirstEntry();
            Check.given("oldest", oldest).getValue().forEach(Predictor::close);
        }
    }

    /// Closes all that nobody uses.
    static synchronized void forget() {
        IDLE.values().forEach(idle -> idle.forEach(Predictor::close));
        IDLE.clear();
    }

    private static Predictor load(SentModel model) {
        TaskContext task = TaskContext.get();
        try (Scratch scratch = Scratch.make()) {
            byte[] content = model.content().value();
            Check.require(
                    PackedModel.sha256(content).equals(model.sha256()),
                    "the model that Spark brought here is not the one that was sent, by its sha256");
            PackedFolder.unpack(content, scratch.path());
            return Predictor.load(scratch.path(), new RunOptions().withThreads(task == null ? 1 : task.cpus()));
        }
    }
}
