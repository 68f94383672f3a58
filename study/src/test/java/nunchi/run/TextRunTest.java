package nunchi.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.data.Dataset;
import nunchi.data.Datasets;
import nunchi.data.Reading;
import nunchi.data.Split;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.model.Model;
import nunchi.onnx.OnnxRuntime;
import nunchi.predict.Answer;
import nunchi.predict.PredictionStream;
import nunchi.predict.Predictor;
import nunchi.predict.Question;
import nunchi.prediction.Prediction;
import nunchi.record.Codec;
import nunchi.record.DataRecord;
import nunchi.record.DataRecord.BucketRecord;
import nunchi.record.EvaluationRecord;
import nunchi.record.EvaluationRecord.AnswerRecord;
import nunchi.record.EvaluationRecord.ExamplesRecord;
import nunchi.train.Evaluation;
import nunchi.train.Trained;
import nunchi.train.Trainer;
import nunchi.weights.Fingerprint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run on texts: its vocabulary travels with the model.
final class TextRunTest {
    private static final ExperimentFile FILES = new ExperimentFile();

    @TempDir
    private static Path folder;

    private static Path table;
    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        table = folder.resolve("words.csv");
        Files.writeString(table, "word,language\n" + String.join("\n", words(200)));
        run = folder.resolve("run");
        Runs.run(experiment(4), options().withOut(run));
    }

    /// Syllables of two made-up languages.
    private static List<String> words(int count) {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] syllables =
                    i % 2 == 0 ? new String[] {"ka", "to", "ri", "mu"} : new String[] {"sch", "en", "r", "ung"};
            StringBuilder word = new StringBuilder();
            IntStream.range(0, 2 + random.nextInt(3)).forEach(_ -> word.append(syllables[random.nextInt(4)]));
            lines.add(word + "," + (i % 2 == 0 ? "vowels" : "consonants"));
        }
        return lines;
    }

    private static RunOptions options() {
        return new RunOptions().withThreads(1);
    }

    private static Experiment experiment(int epochs) {
        return FILES.parse("""
                name: words
                data:
                  name: '%s'
                  text: word
                  label: language
                  tokens: characters
                  vocabulary: {size: 12}
                  length: {max: 10, truncate: end}
                  test: {stratified: 0.2}
                  validation: {stratified: 0.2}
                model: [{embedding: 8}, meanOverTime, {dense: {units: 2}}]
                loss: softmaxCrossEntropy
                optimizer: {adam: {learningRate: 0.05}}
                train: {epochs: %d}
                """.formatted(table, epochs));
    }

    private static RunFolder run() {
        return RunFolder.open(run);
    }

    @Test
    void theVocabularyIsStoredWithTheRun() {
        DataRecord data = run().data().orElseThrow();
        assertThat(data.example()).containsExactly(10);
        assertThat(data.text().vocabulary()).hasSize(10);
        assertThat(data.text().tokens()).isEqualTo("characters");
        assertThat(data.unknown().test()).isBetween(0.0, 0.5);
        assertThat(data.samples().getFirst().text()).isNotEmpty();
        assertThat(run().schema().text()).isEqualTo(data.text().encoding());
        assertThat(data.text().vocabulary()).doesNotContain("x");
    }

    @Test
    void keptAnswersHaveTheirTextsAndTheUnknownTokensThatAreRead() throws IOException {
        Dataset test = StoredData.own(run(), experiment(4), options()).test();
        List<String> known = run().data().orElseThrow().text().vocabulary();
        ExamplesRecord examples = Codec.read(Files.readString(run.resolve("evaluation.json")), EvaluationRecord.class)
                .kept();
        List<AnswerRecord> answers = Stream.of(examples.mistakes(), examples.right(), examples.samples())
                .flatMap(List::stream)
                .toList();
        assertThat(answers)
                .anyMatch(answer -> !answer.unknownTokens().isEmpty())
                .anyMatch(answer -> answer.unknownTokens().isEmpty())
                .allSatisfy(answer -> {
                    String text = test.text(answer.row()).orElseThrow();
                    assertThat(answer.text()).isEqualTo(text);
                    assertThat(answer.image()).isNull();
                    assertThat(answer.unknownTokens())
                            .isEqualTo(text.chars()
                                    .limit(10)
                                    .mapToObj(Character::toString)
                                    .filter(letter -> !known.contains(letter))
                                    .distinct()
                                    .toList());
                });
    }

    @Test
    void theVocabularyIsExportedWithTheModel() throws IOException, OrtException {
        Path file = folder.resolve("model.onnx");
        Exports.onnx(run, file, options());
        try (OnnxRuntime runtime = new OnnxRuntime(Files.readAllBytes(file))) {
            assertThat(runtime.session().getMetadata().getCustomMetadata())
                    .containsEntry("text", Codec.line(run().data().orElseThrow().text()));
        }
    }

    @Test
    void theModelHasAVectorForEachToken() {
        assertThat(run().model().orElseThrow().parameters()).isEqualTo(12 * 8 + 8 * 2 + 2);
    }

    @Test
    void predictionsHaveTheBitsOfTheEvaluation() {
        Evaluation evaluation =
                Runs.evaluate(run, Split.TEST, List.of(), options()).evaluation();
        assertThat(evaluation.metrics().accuracy()).isGreaterThan(0.8);
        Dataset test = StoredData.own(run(), experiment(4), options()).test();
        List<String> texts = IntStream.range(0, test.size())
                .mapToObj(row -> test.text(row).orElseThrow())
                .toList();
        Model model = Model.load(run);
        List<Prediction> predictions = model.predictTexts(texts);
        try (Predictor predictor = Predictor.load(run, options())) {
            List<Answer> answers = new ArrayList<>();
            PredictionStream.of(predictor, Question.ofTexts(texts, predictor.form()), answers::add);
            for (int row = 0; row < texts.size(); row++) {
                assertThat(predictions.get(row).values())
                        .isEqualTo(answers.get(row).prediction().values());
                assertThat(predictions.get(row).best().number())
                        .isEqualTo(evaluation.answers().get(row).prediction());
            }
        }
    }

    @Test
    void aRunIsVerifiedAndResumedToTheSameBits() {
        assertThat(Runs.verify(run, options().withThreads(2)).same()).isTrue();
        Path half = folder.resolve("half");
        Runs.run(experiment(2), options().withOut(half));
        assertThat(run().schema()).isEqualTo(RunFolder.open(half).schema());
    }

    @Test
    void aRunWithBucketsIsVerifiedAndMeasuredAsWithout() {
        Path bucketed = folder.resolve("bucketed");
        Experiment experiment = FILES.with(experiment(2), List.of("data.buckets=[5, 7]", "data.batch=10"));
        Runs.run(experiment, options().withOut(bucketed));
        assertThat(Runs.verify(bucketed, options().withThreads(2)).same()).isTrue();
        List<BucketRecord> buckets =
                RunFolder.open(bucketed).data().orElseThrow().buckets();
        assertThat(buckets).extracting(BucketRecord::text).containsExactly(5, 7, 10);
        assertThat(buckets).extracting(BucketRecord::target).containsOnlyNulls();
        assertThat(buckets.stream().mapToInt(bucket -> bucket.rows().train())).allMatch(rows -> rows > 0);
        assertThat(buckets.stream().mapToInt(bucket -> bucket.rows().train()).sum())
                .isEqualTo(128);
        assertThat(buckets.stream().mapToInt(bucket -> bucket.rows().test()).sum())
                .isEqualTo(40);
        assertThatThrownBy(() -> Runs.evaluate(bucketed, Split.TEST, List.of("data.buckets=[]"), options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("data.buckets=[] changes nothing of what is measured");
    }

    @Test
    void aModelIsSavedWithItsVocabulary() {
        Trained trained = Trainer.train(experiment(1), options().whole(experiment(1)));
        Path file = folder.resolve("model.safetensors");
        trained.model().save(file);
        Model loaded = Model.load(file);
        assertThat(loaded.learnt()).isEqualTo(trained.model().learnt());
        assertThat(loaded.predict("katori").values())
                .isEqualTo(trained.model().predict("katori").values());
        assertThatThrownBy(() -> loaded.predict("")).hasMessageContaining("the text is empty");
    }

    @Test
    void otherTablesAreMeasuredByTheColumn() throws IOException {
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "language,word,n\nvowels,katokato,1\nconsonants,schung,2\n");
        assertThat(Runs.evaluate(run, null, List.of("data.name=" + other), options())
                        .evaluation()
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void aVocabularyThatDoesNotFitTheWeightsIsRefused() throws IOException {
        Path copy = folder.resolve("copy");
        Runs.run(experiment(1), options().withOut(copy));
        Path data = copy.resolve("data.json");
        String whole = Files.readString(data);
        String first =
                RunFolder.open(copy).data().orElseThrow().text().vocabulary().getFirst();
        Files.writeString(data, whole.replaceFirst("\"%s\",\\s*".formatted(first), ""));
        assertThatThrownBy(() -> Predictor.load(copy, options()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "0.embedding has the vocabulary 12, but the vocabulary of the data has 11 tokens");
        assertThatThrownBy(() -> Model.load(copy)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void textsOfAProgramAreTrainedOn() {
        List<String> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        words(60).forEach(line -> {
            texts.add(line.split(",")[0]);
            labels.add(line.split(",")[1]);
        });
        Experiment plain = experiment(2);
        Experiment own = plain.withData(plain.data().withReading(Reading.PLAIN).withName("words"));
        Datasets given = new Datasets(Dataset.ofTexts(texts, labels));
        assertThat(Fingerprint.of(Trainer.train(own, given).weights()))
                .isEqualTo(Fingerprint.of(Trainer.train(own, given).weights()));
    }

    @Test
    void keysOfTextsAreRefusedForNumbers() {
        Experiment numbers = FILES.with(
                experiment(1),
                List.of("data.text=null", "data.label=[]", "data.name=digits", "model=[{dense: {units: 10}}]"));
        assertThatThrownBy(() -> Runs.check(numbers, options().whole(numbers), options()))
                .hasMessageContaining("data.tokens says how texts become ids");
    }
}
