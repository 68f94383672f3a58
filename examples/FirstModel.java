import module nunchi.workbench;

void main() {
    Datasets digits = new Datasets(Digits.load()).withTest(new Splitter.Random(0.2), 1);
    List<Layer> layers = List.of(new Scale(16), new Dense(64, new Relu()), new Dense(10));
    Model model = Trainer.train(Experiment.of(layers, new SoftmaxCrossEntropy(), new Adam(0.003), 30), digits).model();
    IO.println("test accuracy " + Evaluator.evaluate(model, digits.test()).metrics().accuracy());
    IO.println("the first test example is a " + model.predict(digits.test().example(0)).best().name());
}
