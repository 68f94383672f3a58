package nunchi.benchmark;

import java.util.ArrayList;
import java.util.List;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.layer.Activate;
import nunchi.layer.BatchNorm;
import nunchi.layer.Conv2d;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Flatten;
import nunchi.layer.Layer;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Sequential;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.network.Network;
import nunchi.network.Recipe;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;

/// A study's network made of Nunchi's layers.
final class NunchiNetwork {
    private NunchiNetwork() {}

    static Network of(Study study, boolean strict) {
        Study.Training training = study.training();
        L2 penalty = training.penalty() == 0 ? null : new L2(training.penalty());
        Recipe recipe = new Recipe(new SoftmaxCrossEntropy(), optimizer(training), penalty, null, null, strict);
        List<Layer> layers = new ArrayList<>();
        study.model().parts().forEach(part -> layers.add(layer(part)));
        return new Network(new Sequential(layers), study.model().input(), Shape.SCALAR, recipe);
    }

    private static Optimizer optimizer(Study.Training training) {
        return switch (training.rule()) {
            case SGD -> new Sgd(training.rate());
            case RMSPROP -> new RmsProp(training.rate());
            case ADAM -> new Adam(training.rate());
        };
    }

    private static Layer layer(Part part) {
        return switch (part) {
            case Part.Convolution convolution -> new Conv2d(convolution.outputs(), convolution.kernel()).withPadding(new Padding.Same());
            case Part.Dense dense -> new Dense(dense.outputs());
            case Part.Relu _ -> new Activate(new Relu());
            case Part.Sigmoid _ -> new Activate(new Sigmoid());
            case Part.BatchNorm _ -> new BatchNorm();
            case Part.MaxPool _ -> new MaxPool2d(2);
            case Part.Dropout dropout -> new Dropout(dropout.rate());
            case Part.Flatten _ -> new Flatten();
        };
    }
}
