package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerateCommandTest {
    private static final String STUDY = """
            name: rhyme
            data: {name: '%s', tokens: %s, window: 8, test: {last: 0.2}, batch: 8}
            model: [{embedding: 8}, {gru: {units: 12, output: sequence}}, {logits: {}}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.02}}
            train: {epochs: 3, metrics: [perplexity, bitsPerCharacter]}
            generate: {prompt: "a <b> ", length: 30, temperature: 0.5, topK: 4}
            """;

    @TempDir
    private static Path folder;

    private static String run;

    private static String train(String tokens) throws IOException {
        Path text = Files.writeString(folder.resolve("rhyme.txt"), "a <b> & c,\nthen a <b> once more\n".repeat(40));
        Path study = Files.writeString(folder.resolve(tokens + ".yaml"), STUDY.formatted(text, tokens));
        String out = folder.resolve(tokens).toString();
        Answer trained = Answer.to("run", study.toString(), "--out", out);
        assertThat(trained.errors()).isEmpty();
        assertThat(trained.output()).containsPattern("loss +accuracy +perplexity +bitsPerCharacter");
        return out;
    }

    @BeforeAll
    static void train() throws IOException {
        run = train("characters");
    }

    @Test
    void aTextIsGoneOnWith() {
        String[] request = {"generate", run, "--prompt", "then", "--length", "40"};
        Answer answer = Answer.to(request);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.code()).isZero();
        assertThat(answer.output()).startsWith("then").hasSize("then".length() + 40 + 1);
        assertThat(Answer.to(request).output()).isEqualTo(answer.output());
        Answer json = Answer.to("generate", run, "--prompt", "then", "--length", "3", "--temperature", "0", "--json");
        assertThat(json.output())
                .contains(
                        "\"prompt\" : \"then\"",
                        "\"length\" : 3",
                        "\"temperature\" : 0.0",
                        "\"topK\" : 4",
                        "\"seed\" : 1");
        assertThat(Answer.to("generate", run).output())
                .as("the run's own")
                .startsWith("a <b> ")
                .hasSize("a <b> ".length() + 30 + 1);
    }

    @Test
    void tokensThatTheModelDoesNotKnowAreNamed() {
        Answer answer = Answer.to("generate", run, "--prompt", "thZn éZ", "--length", "5");
        assertThat(answer.code()).isZero();
        assertThat(answer.errors())
                .isEqualToIgnoringNewLines(
                        "warning  the model does not know 'Z', 'é' of the prompt, and reads the unknown token in their place");
    }

    @Test
    void wordsStandApart() throws IOException {
        String words = train("words");
        Answer answer = Answer.to("generate", words, "--prompt", "then a", "--length", "5");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).matches("then a(?s:.*)\n").contains(" ");
        assertThat(answer.output().strip().split(" ")).hasSize(7);
    }

    @Test
    void theReportShowsWhatTheModelWrites() throws IOException {
        assertThat(Path.of(run, "generated.json")).content().contains("\"prompt\" : \"a <b> \"", "\"topK\" : 4");
        assertThat(Path.of(run, "report.html"))
                .content()
                .contains("<pre class=\"generated\"><b>a &lt;b&gt; </b>")
                .contains("The target of each token is the one that follows it", "the most frequent are: ␣ ")
                .doesNotContain("its end included")
                .contains("temperature 0.5, from the 4 most likely tokens, seed 1");
    }

    @Test
    void theModelIsMeasuredOnAnotherText() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "once more a <b> ".repeat(10));
        Answer answer = Answer.to("evaluate", run, "--data", other.toString());
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output())
                .contains("all of other.txt, 19 rows")
                .containsPattern("perplexity +\\d")
                .containsPattern("bitsPerCharacter +\\d")
                .contains("of all tokens of all rows");
    }

    @Test
    void theRunIsVerifiedAndExported() {
        assertThat(Answer.to("verify", run).code()).isZero();
        Answer exported =
                Answer.to("export", run, "--onnx", folder.resolve("rhyme.onnx").toString());
        assertThat(exported.errors()).isEmpty();
        assertThat(exported.code()).isZero();
    }

    @Test
    void wrongRequestsAreOneSentence() {
        assertThat(Answer.to("generate", run, "--prompt", "a", "--temperature", "-1")
                        .errors())
                .contains("temperature is -1.0")
                .containsOnlyOnce("\n");
        assertThat(Answer.to("generate", run, "--prompt", "").errors()).contains("prompt is empty");
        assertThat(Answer.to("predict", run, "--text", "a").errors())
                .contains("let it go on with the text: nunchi generate")
                .containsOnlyOnce("\n");
    }
}
