import module java.base;
import module nunchi.workbench;

/// A translator of short sentences, English to French: a GRU that reads and one that writes, with attention between
/// them. `fra-eng` is a data set by name, or `kor-eng` for Korean.
void main(String[] arguments) {
    String name = arguments.length > 0 ? arguments[0] : "fra-eng";
    int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 12_000;
    TextSettings words = new TextSettings(
            null, new Normalization(UnicodeForm.NFC, true), null, new LengthSettings(6, null, true));
    Experiment experiment = Experiment.of(
                    List.of(new EncoderDecoder(
                            List.of(new Embedding(64), new Gru(128, RecurrentLayer.Output.SEQUENCE)),
                            List.of(
                                    new Embedding(64),
                                    new Gru(128, RecurrentLayer.Output.SEQUENCE),
                                    new CrossAttention(128),
                                    new Logits()))),
                    new SoftmaxCrossEntropy(),
                    new Adam(0.003),
                    10)
            .withData(new DataSettings(name)
                    .withTexts(words)
                    .withTargetText(new TargetText(null, words, false))
                    .withTest(new Splitter.BySource(0.02))
                    .withLimit(new Limit(pairs, null, 200)));
    Trained trained = Trainer.train(experiment, DataCatalogue.standard().load(name));
    IO.println("BLEU %.3f".formatted(trained.evaluation().metrics().value("bleu")));
    for (String sentence : List.of("I am cold.", "He is happy.", "Come with me.")) {
        IO.println("%s -> %s".formatted(sentence, trained.model().predict(sentence).text()));
    }
}
