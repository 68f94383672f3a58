package nunchi.benchmark;

import java.util.List;
import nunchi.activation.Relu;
import nunchi.activation.Sigmoid;
import nunchi.init.GlorotUniform;
import nunchi.init.Orthogonal;
import nunchi.layer.Activate;
import nunchi.layer.BatchNorm;
import nunchi.layer.Bidirectional;
import nunchi.layer.Branches;
import nunchi.layer.Conv2d;
import nunchi.layer.Conv2dTranspose;
import nunchi.layer.Dense;
import nunchi.layer.Dropout;
import nunchi.layer.Embedding;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Flatten;
import nunchi.layer.GlobalAveragePool2d;
import nunchi.layer.Gru;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.Logits;
import nunchi.layer.Lstm;
import nunchi.layer.MaxPool2d;
import nunchi.layer.Padding;
import nunchi.layer.Positions;
import nunchi.layer.RecurrentAttention;
import nunchi.layer.RecurrentLayer;
import nunchi.layer.RecurrentLayer.Output;
import nunchi.layer.RepeatVector;
import nunchi.layer.Residual;
import nunchi.layer.Sequential;
import nunchi.layer.SimpleRnn;
import nunchi.layer.TransformerBlock;
import nunchi.layer.UpSample2d;
import nunchi.loss.BinaryCrossEntropy;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.network.Network;
import nunchi.network.TrainingStep;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Optimizer;
import nunchi.optimizer.RmsProp;
import nunchi.optimizer.Sgd;
import nunchi.tensor.Shape;

/// A study's network made of Nunchi's layers.
final class NunchiNetwork {
    private NunchiNetwork() {}

    static Network of(Study study, boolean strict) {
        return of(study.model(), study.training(), strict);
    }

    static Network of(Model model, Study.Training training, boolean strict) {
        L2 penalty = training.penalty() == 0 ? null : new L2(training.penalty());
        TrainingStep trainingStep =
                new TrainingStep(loss(training), optimizer(training), penalty, null, null).withStrict(strict);
        Shape output = model.output();
        Shape target = training.loss() == Study.Loss.CROSS_ENTROPY
                ? output.rank() == 2 ? Shape.of(output.extent(0)) : Shape.SCALAR
                : output;
        return new Network(new Sequential(layers(model.parts())), model.input(), target, trainingStep);
    }

    private static Loss loss(Study.Training training) {
        return switch (training.loss()) {
            case CROSS_ENTROPY -> new SoftmaxCrossEntropy();
            case SQUARED_ERROR -> new MeanSquaredError();
            case BINARY_CROSS_ENTROPY -> new BinaryCrossEntropy();
        };
    }

    private static Optimizer optimizer(Study.Training training) {
        return switch (training.rule()) {
            case SGD -> new Sgd(training.rate());
            case MOMENTUM -> new Sgd(training.rate(), Study.MOMENTUM);
            case RMSPROP -> new RmsProp(training.rate());
            case ADAM -> new Adam(training.rate());
        };
    }

    private static List<Layer> layers(List<Part> parts) {
        return parts.stream().map(NunchiNetwork::layer).toList();
    }

    static Layer layer(Part part) {
        return switch (part) {
            case Part.Convolution convolution ->
                new Conv2d(convolution.outputs(), convolution.kernel())
                        .withPadding(new Padding.Same())
                        .withStride(convolution.stride())
                        .withGroups(convolution.groups());
            case Part.Transposed transposed -> new Conv2dTranspose(transposed.outputs(), 4, 2, new Padding.Same());
            case Part.UpSample _ -> new UpSample2d(2);
            case Part.GlobalAveragePool _ -> new GlobalAveragePool2d();
            case Part.Residual residual -> new Residual(layers(residual.parts()), layers(residual.shortcut()));
            case Part.Concatenation concatenation -> new Branches(List.of(List.of(), layers(concatenation.parts())));
            case Part.Dense dense -> new Dense(dense.outputs());
            case Part.Relu _ -> new Activate(new Relu());
            case Part.Sigmoid _ -> new Activate(new Sigmoid());
            case Part.BatchNorm _ -> new BatchNorm();
            case Part.MaxPool _ -> new MaxPool2d(2);
            case Part.Dropout dropout -> new Dropout(dropout.rate());
            case Part.Flatten _ -> new Flatten();
            case Part.Recurrent recurrent -> recurrent(recurrent);
            case Part.Repeat repeat -> new RepeatVector(repeat.steps());
            case Part.Embedding embedding -> new Embedding(embedding.size(), embedding.tokens());
            case Part.Positions _ -> new Positions(Positions.Kind.LEARNED);
            case Part.TransformerBlock block ->
                new TransformerBlock(block.heads(), block.units(), 0, TransformerBlock.Norm.BEFORE, true);
            case Part.Translation translation -> translation(translation);
            case Part.LayerNorm _ -> new LayerNorm();
        };
    }

    private static Layer translation(Part.Translation part) {
        RecurrentLayer read = recurrent(part.cell(), part.units(), part.attention() ? Output.SEQUENCE : Output.LAST);
        RecurrentLayer written = recurrent(part.cell(), part.units(), Output.SEQUENCE);
        return new EncoderDecoder(
                List.of(new Embedding(part.size(), part.tokens()), read),
                List.of(
                        new Embedding(part.size(), part.tokens()),
                        part.attention() ? new RecurrentAttention(written) : written,
                        new Logits(part.tokens())),
                part.targetSteps());
    }

    private static Layer recurrent(Part.Recurrent part) {
        RecurrentLayer layer = recurrent(part.cell(), part.units(), part.sequence() ? Output.SEQUENCE : Output.LAST);
        return part.directions() == 2 ? new Bidirectional(layer) : layer;
    }

    private static RecurrentLayer recurrent(Part.Cell cell, int units, Output output) {
        return switch (cell) {
            case RELU ->
                new SimpleRnn(
                        units,
                        new Relu(),
                        new GlorotUniform(),
                        new Orthogonal(),
                        true,
                        false,
                        output,
                        RecurrentLayer.Convention.KERAS);
            case LSTM -> new Lstm(units, output);
            case GRU -> new Gru(units, output);
        };
    }
}
