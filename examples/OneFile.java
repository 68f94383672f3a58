//JAVA 25+
//DEPS dev.nunchi:nunchi-workbench:0.2.0
//DEPS dev.nunchi:nunchi-cpu:0.2.0
//RUNTIME_OPTIONS --add-modules=jdk.incubator.vector

import java.util.List;
import nunchi.activation.Relu;
import nunchi.data.Digits;
import nunchi.data.Datasets;
import nunchi.data.Splitter;
import nunchi.experiment.Experiment;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.model.Model;
import nunchi.optimizer.Adam;
import nunchi.train.Evaluator;
import nunchi.train.Trainer;

/// A program that JBang runs: it fetches the libraries named above. JBang compiles on the class path, where a module
/// cannot be imported as a whole; every class is therefore imported by its name.
void main() {
    Datasets digits = new Datasets(Digits.load()).withTest(new Splitter.Random(0.2), 1);
    List<Layer> layers = List.of(new Scale(16), new Dense(64, new Relu()), new Dense(10));
    Model model = Trainer.train(Experiment.of(layers, new SoftmaxCrossEntropy(), new Adam(0.003), 30), digits).model();
    IO.println("test accuracy " + Evaluator.evaluate(model, digits.test()).metrics().accuracy());
}
