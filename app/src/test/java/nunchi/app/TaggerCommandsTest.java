package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tagger from its file to its predictions.
final class TaggerCommandsTest {
    private static final String SENTENCES = """
            The\tDET
            dog\tNOUN
            barks\tVERB
            .\tPUNCT

            A\tDET
            cat\tNOUN
            sees\tVERB
            the\tDET
            dog\tNOUN

            She\tPRON
            sees\tVERB
            .\tPUNCT

            """;

    @TempDir
    private static Path folder;

    private static String run;
    private static Path table;

    @BeforeAll
    static void train() throws IOException {
        table = folder.resolve("tagged.tsv");
        Files.writeString(table, "token\ttag\n" + SENTENCES.repeat(12));
        Path study = folder.resolve("study.yaml");
        Files.writeString(study, """
                name: tagger
                data: {name: '%s', text: token, label: tag, sentences: blankLine, length: {max: 6}, test: {random: 0.25}, batch: 9}
                model: [{embedding: 8}, {bidirectional: {lstm: {units: 8, output: sequence}}}, {dense: {units: 5}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.05}}
                train: {epochs: 20, metrics: [f1, exactMatch]}
                """.formatted(table));
        run = folder.resolve("run").toString();
        Answer trained = Answer.to("run", study.toString(), "--out", run);
        assertThat(trained.errors()).isEmpty();
        assertThat(trained.code()).isZero();
    }

    @Test
    void eachTokenIsPrintedWithItsTagAndItsProbability() {
        Answer answer = Answer.to("predict", run, "--text", "the zebra barks .");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(answer.output())
                .containsPattern("'the zebra barks \\.' +the +DET +\\d+\\.\\d+ %")
                .containsPattern("\\n +\\[zebra] +[A-Z]+ +\\d+\\.\\d+ %")
                .containsPattern("\\n +barks +VERB +\\d+\\.\\d+ %")
                .containsPattern("\\n +\\. +PUNCT +\\d+\\.\\d+ %")
                .contains("1 predicted in");
    }

    @Test
    void tagsArePrintedAsJson() {
        Answer answer = Answer.to("predict", run, "--text", "She barks", "--json");
        assertThat(answer.code()).isZero();
        assertThat(answer.output())
                .contains("\"predicted\" : \"PRON VERB\"", "\"tokens\" : [ \"She\", \"barks\" ]")
                .containsPattern("\"token\" : \"She\",\\s+\"tag\" : \"PRON\",\\s+\"probability\" : 0\\.\\d+");
    }

    @Test
    void aRunIsMeasuredAlsoOnAnotherFile() throws IOException {
        Answer own = Answer.to("evaluate", run);
        assertThat(own.errors()).isEmpty();
        assertThat(own.output()).contains("of all tokens of all rows", "tokens", "PUNCT", "exactMatch");
        Path other = Files.writeString(folder.resolve("other.tsv"), "token\ttag\nA\tDET\ndog\tNOUN\n\nShe\tPRON\n");
        Answer answer = Answer.to("evaluate", run, "--set", "data.name=" + other);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
        Path strange = Files.writeString(folder.resolve("strange.tsv"), "token\ttag\nA\tARTICLE\n");
        assertThat(Answer.to("evaluate", run, "--set", "data.name=" + strange).errors())
                .contains("strange.tsv, line 2: the tag 'ARTICLE' is none of the training set");
    }

    @Test
    void filesAndReportsHaveTheTags() throws IOException {
        String evaluation = Files.readString(Path.of(run, "evaluation.json"));
        assertThat(evaluation)
                .contains("\"targets\":\"tags\"", "\"classes\":[\"DET\",\"NOUN\",\"PRON\",\"PUNCT\",\"VERB\"]")
                .contains("\"confusion\"", "\"perClass\"", "\"exactMatch\"", "\"f1\"");
        assertThat(Files.readString(Path.of(run, "report.html")).replace('\u00a0', ' '))
                .contains(
                        "Tagged sentences",
                        "Confusion matrix",
                        "Every tag of the test set",
                        "There are 5 tags: DET NOUN PRON PUNCT VERB.");
        Answer verified = Answer.to("verify", run);
        assertThat(verified.code()).isZero();
    }

    @Test
    void faultsOfAFileAreRefused() throws IOException {
        Path faulty = folder.resolve("faulty.tsv");
        Path study = folder.resolve("faulty.yaml");
        Files.writeString(
                study, Files.readString(folder.resolve("study.yaml")).replace(table.toString(), faulty.toString()));
        Files.writeString(faulty, "token\ttag\nThe\tDET\ndog\n");
        Answer untagged = Answer.to(
                "run", study.toString(), "--out", folder.resolve("faulty").toString());
        assertThat(untagged.code()).isEqualTo(2);
        assertThat(untagged.errors()).contains("faulty.tsv, line 3: 'dog' has no tag");
        Files.writeString(faulty, "token\ttag\n" + "a\tDET\n".repeat(7) + "\na\tDET\n\nb\tNOUN\n");
        assertThat(Answer.to(
                                "run",
                                study.toString(),
                                "--out",
                                folder.resolve("faulty").toString())
                        .errors())
                .contains("faulty.tsv, line 2: the text 'a a a a a a a' has 7 words, but an example has 6");
    }
}
