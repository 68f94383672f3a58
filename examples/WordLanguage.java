import module java.base;
import module nunchi.workbench;

/// The language of a word, English or German, from its letters.
void main() {
    List<String> english = forms(
            List.of("think", "laugh", "bring", "work", "sleep", "watch", "climb", "throw", "wash", "speak", "help", "reach"),
            List.of("", "s", "ing", "ed", "er", "able", "less", "ful"));
    List<String> german = forms(
            List.of("denk", "lach", "bring", "arbeit", "schlaf", "wach", "kletter", "werf", "wasch", "sprech", "helf", "reich"),
            List.of("en", "t", "e", "ung", "end", "bar", "lich", "st"));
    List<String> words = Stream.concat(english.stream(), german.stream()).toList();
    List<String> labels = IntStream.range(0, words.size())
            .mapToObj(i -> i < english.size() ? "english" : "german")
            .toList();

    Datasets data = new Datasets(Dataset.ofTexts(words, labels));
    Experiment experiment = new Experiment(
            "word-language",
            new DataSettings("words")
                    .withTexts(new TextSettings(
                            new Tokens.Characters(), null, null, new LengthSettings(20, Truncate.END)))
                    .withTest(new Splitter.Stratified(0.2)),
            List.of(new Embedding(16), new MeanOverTime(), new Dense(16, new Relu()), new Dense(2)),
            new SoftmaxCrossEntropy(),
            new Adam(0.01),
            new TrainSettings(60));
    Trained trained = Trainer.train(experiment, data);
    Model model = trained.model();
    IO.println("test accuracy " + trained.test().accuracy());
    IO.println("\"thinking\" is %s, \"schlafen\" is %s"
            .formatted(
                    model.predict("thinking").best().name(),
                    model.predict("schlafen").best().name()));
}

List<String> forms(List<String> stems, List<String> endings) {
    return stems.stream()
            .flatMap(stem -> endings.stream().map(ending -> stem + ending))
            .toList();
}
