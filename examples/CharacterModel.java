import module java.base;
import module nunchi.workbench;

/// A character model: it learns which character follows, and goes on with a text.
void main() {
    String text = "The quick brown fox jumps over the lazy dog. ".repeat(100);
    Experiment experiment = Experiment.of(
                    List.of(new Embedding(16), new Gru(48, RecurrentLayer.Output.SEQUENCE), new Logits()),
                    new SoftmaxCrossEntropy(),
                    new Adam(0.01),
                    15)
            .withData(new DataSettings("fox").withTokens(new Tokens.Characters()).withTest(new Splitter.Last(0.1)));
    Trained trained = Trainer.train(experiment, new Datasets(Dataset.ofText(text, 32)));
    IO.println("perplexity %.3f".formatted(trained.evaluation().metrics().value("perplexity")));
    IO.println("The " + trained.model().generate(new Generation("The ").withLength(40).withTemperature(0.5)));
}
