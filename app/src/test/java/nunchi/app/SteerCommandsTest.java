package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SteerCommandsTest {
    private static final long NANOSECONDS = 20_000_000;

    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Answer train(String name, int epochs) {
        try {
            Path study = Files.writeString(folder.resolve(name + ".yaml"), """
                    name: steered
                    data: {name: digits, test: {random: 0.2}, batch: 100, preprocess: [{scale: 16}]}
                    model: [{dense: {units: 10}}]
                    loss: softmaxCrossEntropy
                    optimizer: {sgd: {learningRate: 0.5}}
                    train: {epochs: %d}
                    """.formatted(epochs));
            return Answer.to("run", study.toString(), "--out", path(name), "--threads", "1");
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(NANOSECONDS);
        }
    }

    private String journal(String name) {
        try {
            return Files.readString(folder.resolve(name).resolve("journal.jsonl"));
        } catch (IOException absent) {
            return "";
        }
    }

    @Test
    void aTrainingIsSteeredFromElsewhere() {
        CompletableFuture<Answer> training = CompletableFuture.supplyAsync(() -> train("a", 10_000_000));
        await(() -> journal("a").contains("\"epoch\":3"));
        assertThat(Answer.to("control", path("a"), "--set", "optimizer.learningRate=nothing"))
                .satisfies(answer -> assertThat(answer.code()).isEqualTo(2))
                .extracting(Answer::errors)
                .asString()
                .contains("it must be a number above 0");
        assertThat(Answer.to("control", path("a"), "--set", "optimizer.learningRate=0.25")
                        .code())
                .isZero();
        await(() -> journal("a").contains("\"intervention\""));
        assertThat(Answer.to("control", path("a"), "stop").code()).isZero();
        Answer answer = training.join();
        assertThat(answer.code()).as(answer.errors()).isZero();
        assertThat(answer.output()).contains("optimizer.learningRate is now 0.25", "stop; the training ends");
        assertThat(Answer.to("verify", path("a"), "--threads", "2").output()).contains("the same bits");
        assertThat(Answer.to("control", path("a"), "pause"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
                .extracting(Answer::errors)
                .asString()
                .contains("is not in training");
    }

    @Test
    void aRunIsForkedAndTheFirstDifferenceFound() throws IOException {
        train("a", 3);
        Answer forked = Answer.to(
                "fork", path("a"), "--epoch", "2", "--set", "optimizer.sgd.learningRate=0.25", "--out", path("b"));
        assertThat(forked.code()).as(forked.errors()).isZero();
        assertThat(Files.readString(folder.resolve("b").resolve("report.html")))
                .contains("It is a fork of a: the same up to the end of epoch 2")
                .contains("optimizer.sgd.learningRate was 0.5 and is 0.25");
        assertThat(Answer.to("verify", path("b")).output()).contains("the same bits");
        Answer compared = Answer.to("compare", "--first-difference", path("a"), path("b"));
        assertThat(compared.code()).as(compared.errors()).isZero();
        assertThat(compared.output().replaceAll("\\s+", " "))
                .contains("optimizer.sgd.learningRate")
                .contains("the same bits after the first 2 epochs of 3; after step 1 of 15 in epoch 3 0.dense/weight")
                .doesNotContain("forkedFrom.experiment");
        train("c", 3);
        assertThat(Answer.to("compare", "--first-difference", path("a"), path("c"))
                        .output())
                .contains("the same bits after each of the 3 epochs");
    }

    @Test
    void aForkThatCannotBeIsRefusedInOneSentence() {
        train("a", 1);
        Answer refused = Answer.to("fork", path("a"), "--epoch", "1", "--set", "seed=2", "--out", path("b"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.errors())
                .contains("at seed: a fork goes on with the data")
                .containsOnlyOnce("\n");
        assertThat(folder.resolve("b")).doesNotExist();
    }
}
