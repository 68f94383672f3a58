package nunchi.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import nunchi.check.Check;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Layer;
import nunchi.layer.Scope;
import nunchi.loss.Loss;
import nunchi.optimizer.Slot;
import nunchi.schedule.Schedule;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// A model with what goes in, what should come out, and how it is trained; it writes the two graphs of a study.
///
/// @param model   the layers
/// @param example shape of one example, without the batch: `[784]`
/// @param target  shape of one target: `[]` for a class number, `[10]` for a distribution, `[1]` for a number to
///                predict
/// @param trainingStep  how it is trained
public record Network(Layer model, Shape example, Shape target, TrainingStep trainingStep) {

    /// The input of examples, `[batch, …]`, and of what should come out, `[batch, …]`.
    public static final String EXAMPLES = "examples";

    public static final String TARGETS = EncoderDecoder.TARGETS;

    /// The model's output before the loss (logits), and the loss of every example, `[batch]`.
    public static final String OUTPUT = "output";

    public static final String LOSS = "loss";

    /// What the output means to a person, of the output's shape.
    public static final String PREDICTION = "prediction";

    /// What the hidden layers make of each example, `[batch, values]`, where it is asked for.
    public static final String HIDDEN = "hidden";

    /// Its beginning: the means over the positions of each layer.
    public static final String HIDDEN_MEANS = "hiddenMeans";

    /// The sum of all penalties, `[]`; only in the inference graph, and only where there is a penalty.
    public static final String PENALTY = "penalty";

    /// The graph of one training step: forward, loss, gradients and updates.
    ///
    /// @param stepsPerEpoch turns the number of a step into the time of the learning-rate schedule
    public Graph training(int batch, int stepsPerEpoch) {
        return training(batch, stepsPerEpoch, trainingStep.optimizer().learningRate());
    }

    /// The same with another learning rate than the optimizer's own.
    public Graph training(int batch, int stepsPerEpoch, Schedule rate) {
        Graph graph = new Graph(trainingStep.strict());
        Node output =
                model.build(Scope.training(graph, trainingStep.frozen()), graph.input(EXAMPLES, example.batch(batch)));
        Node losses = loss(graph, output, batch);
        graph.output(OUTPUT, output);
        graph.output(LOSS, losses);
        Node shares = shares(graph, output, batch);
        graph.within("optimizer", () -> update(losses, shares, new Slot(graph, rate, stepsPerEpoch)));
        return graph;
    }

    /// The graph of one training step that trains nothing, with what happens on its way as outputs: the loss, what each
    /// layer gives, `[batch, …]`, under the layer's path, and each trained weight's gradient, of its shape, of loss and
    /// penalty and before any clipping, under [#gradient]. Statistics of batches are taken as in training: weights it
    /// runs over should be a copy.
    public Graph observed(int batch) {
        Graph graph = new Graph(trainingStep.strict());
        Scope scope = Scope.training(graph, trainingStep.frozen());
        Node examples = graph.input(EXAMPLES, example.batch(batch));
        Node output = model instanceof Preprocessed layers
                ? layers.build(scope, examples, graph::output)
                : model.build(scope, examples);
        Node losses = loss(graph, output, batch);
        graph.output(LOSS, losses);
        List<Node> weights = unfrozen(graph);
        Node shares = shares(graph, output, batch);
        List<Node> gradients = graph.within("gradients", () -> gradients(losses, shares, weights));
        for (int i = 0; i < weights.size(); i++) {
            graph.output(gradient(weights.get(i).op().name()), gradients.get(i));
        }
        return graph;
    }

    /// The output that a weight's gradient is, in the graph [#observed].
    public static String gradient(String weight) {
        return "gradient of " + weight;
    }

    /// The graph of one evaluation: forward, loss, prediction.
    public Graph inference(int batch) {
        return inference(batch, Scope.inference(new Graph(trainingStep.strict())));
    }

    /// The same with recurrent layers written step by step.
    ///
    /// @param hears the states h of each recurrent layer, `[batch, units]` after each step, by the layer's path
    public Graph unrolled(int batch, BiConsumer<String, List<Node>> hears) {
        return inference(batch, Scope.unrolled(new Graph(trainingStep.strict()), hears));
    }

    private Graph inference(int batch, Scope scope) {
        Graph graph = scope.graph();
        Node output = model.build(scope, graph.input(EXAMPLES, example.batch(batch)));
        graph.output(OUTPUT, output);
        graph.output(LOSS, loss(graph, output, batch));
        graph.output(
                PREDICTION,
                graph.within("prediction", () -> trainingStep.loss().output().prediction(output)));
        if (trainingStep.penalty() != null) {
            graph.output(PENALTY, graph.within("penalty", () -> penalty(graph, batch)));
        }
        return graph;
    }

    /// The same whose recurrent layers go on with the states that the batch before ended with, in trainings and
    /// evaluations. No gradient flows into the batch before: backpropagation through time is truncated.
    ///
    /// @throws nunchi.check.InvalidRequestException when graphs are written whose model has no such layer, or one that
    ///     reads the last step first
    public Network continued() {
        return new Network(new Continued(model), example, target, trainingStep);
    }

    /// The same model with another loss.
    public Network withLoss(Loss other) {
        return new Network(model, example, target, trainingStep.withLoss(other));
    }

    /// The graph of predictions for examples without targets: forward and prediction, nothing of the loss. The output
    /// decides for a class, as in an evaluation: predictions that round alike would not. Of a model with a decoder it
    /// has the input [#TARGETS] too: the tokens so far, each of which is read for the next.
    public Graph prediction(int batch) {
        Graph graph = new Graph(trainingStep.strict());
        Node output = model.build(Scope.inference(graph), graph.input(EXAMPLES, example.batch(batch)));
        graph.output(OUTPUT, output);
        graph.output(
                PREDICTION,
                graph.within("prediction", () -> trainingStep.loss().output().prediction(output)));
        return graph;
    }

    /// The same with what the hidden layers make of each example as the output [#HIDDEN], where the model has any: the
    /// outputs of all layers with weights but the last, each averaged over its positions, side by side
    /// ([#HIDDEN_MEANS]); then the deviations over the positions of those that have several.
    public Graph predictionWithHidden(int batch) {
        Graph graph = new Graph(trainingStep.strict());
        Node examples = graph.input(EXAMPLES, example.batch(batch));
        List<Node> hidden = new ArrayList<>();
        Node output = model instanceof Preprocessed layers
                ? layers.build(Scope.inference(graph), examples, (path, node) -> Moments.hear(hidden, path, node))
                : model.build(Scope.inference(graph), examples);
        graph.output(OUTPUT, output);
        graph.output(
                PREDICTION,
                graph.within("prediction", () -> trainingStep.loss().output().prediction(output)));
        Moments.outputs(graph, hidden);
        return graph;
    }

    private Node loss(Graph graph, Node output, int batch) {
        Node targets = targets(graph, batch);
        return graph.within("loss", () -> PerExample.of(trainingStep.loss(), output, targets));
    }

    /// A decoder may have made the input already.
    private Node targets(Graph graph, int batch) {
        Node targets = graph.input(TARGETS, target.batch(batch));
        Check.require(
                targets.shape().equals(target.batch(batch)),
                "the decoder predicts %s [batch, tokens], but the targets of the data are %s; give data a targetText, and leave targetSteps out"
                        .formatted(targets.shape(), target.batch(batch)));
        return targets;
    }

    /// How much each example counts among those of the batch, `[batch]`.
    private Node shares(Graph graph, Node output, int batch) {
        Node targets = targets(graph, batch);
        return graph.within("loss", () -> PerExample.shares(trainingStep.loss(), output, targets));
    }

    private Node penalty(Graph graph, int batch) {
        Penalty penalty = Objects.requireNonNull(trainingStep.penalty());
        return kernels(graph).stream()
                .map(kernel -> penalty.of(kernel, batch))
                .reduce(Node::plus)
                .orElseGet(() -> graph.constant(0));
    }

    /// What is trained.
    private List<Node> unfrozen(Graph graph) {
        List<Node> all = weights(graph, Role::trainable);
        for (String layer : trainingStep.frozen()) {
            Check.require(
                    all.stream()
                            .anyMatch(weight -> Preprocessed.within(
                                    Set.of(layer), weight.op().name())),
                    "%s has no weights that are trained, so it cannot be frozen".formatted(layer));
        }
        List<Node> trained = all.stream()
                .filter(weight ->
                        !Preprocessed.within(trainingStep.frozen(), weight.op().name()))
                .toList();
        Check.require(
                !trained.isEmpty() || all.isEmpty(), "every layer with weights is frozen; leave one to be trained");
        return trained;
    }

    private @Nullable Void update(Node losses, Node shares, Slot slot) {
        Graph graph = losses.graph();
        List<Node> weights = unfrozen(graph);
        requireGroups(weights);
        List<Node> gradients = gradients(losses, shares, weights);
        if (trainingStep.clip() != null && !gradients.isEmpty()) {
            gradients = trainingStep.clip().apply(gradients);
        }
        for (int i = 0; i < weights.size(); i++) {
            Node weight = weights.get(i);
            Node next = trainingStep.optimizer().step(slot(slot, weight), weight, gradients.get(i));
            Constraint constraint = roleOf(weight) == Role.KERNEL ? trainingStep.constraint() : null;
            graph.update(weight, constraint == null ? next : constraint.apply(next));
        }
        return null;
    }

    private Slot slot(Slot slot, Node weight) {
        return trainingStep.groups().stream()
                .filter(group -> group.holds(weight.op().name()))
                .findFirst()
                .map(group -> slot.of(weight, group.learningRate(), group.weightDecay()))
                .orElseGet(() -> slot.of(weight));
    }

    private void requireGroups(List<Node> weights) {
        List<String> names = weights.stream().map(weight -> weight.op().name()).toList();
        trainingStep.groups().stream()
                .flatMap(group -> group.weights().stream())
                .filter(name -> names.stream().noneMatch(weight -> WeightGroup.named(name, weight)))
                .findFirst()
                .ifPresent(name -> {
                    throw Check.unknown("weight of a group", name, names);
                });
    }

    /// Of the loss, reduced as asked, and the penalty.
    private List<Node> gradients(Node losses, Node shares, List<Node> weights) {
        Graph graph = losses.graph();
        int batch = losses.shape().extent(0);
        List<Node> gradients = new ArrayList<>(Adjoints.of(losses, shares, weights));
        for (int i = 0; i < weights.size(); i++) {
            Node weight = weights.get(i);
            Check.require(
                    gradients.get(i) != null,
                    "at %s: the loss does not depend on this weight, so it cannot be trained".formatted(weight.path()));
            if (trainingStep.penalty() != null && roleOf(weight) == Role.KERNEL) {
                Node term = trainingStep.penalty().of(weight, batch);
                gradients.set(
                        i,
                        gradients
                                .get(i)
                                .plus(Adjoints.of(term, graph.constant(1), List.of(weight))
                                        .getFirst()));
            }
        }
        return gradients;
    }

    private static List<Node> kernels(Graph graph) {
        return weights(graph, role -> role == Role.KERNEL);
    }

    private static List<Node> weights(Graph graph, Predicate<Role> wanted) {
        return graph.weights().values().stream()
                .filter(node -> wanted.test(roleOf(node)))
                .toList();
    }

    private static Role roleOf(Node weight) {
        return ((Weight) weight.op()).role();
    }
}
