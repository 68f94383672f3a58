package nunchi.cpu.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.activation.Relu;
import nunchi.graph.Adjoints;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.MatMul;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.graph.op.Unary.Exp;
import nunchi.init.Normal;
import nunchi.layer.Activate;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dropout;
import nunchi.layer.GroupNorm;
import nunchi.layer.Layer;
import nunchi.layer.LayerNorm;
import nunchi.layer.Scope;
import nunchi.layer.Sequential;
import nunchi.tensor.Shape;
import org.junit.jupiter.api.Test;

/// What is computed in one pass, what is computed again instead of being stored, and how often a layer goes through
/// memory.
class FusionTest {
    private static final Shape IMAGES = Shape.of(4, 6, 6, 8);
    private static final Shape SQUARE = Shape.of(8, 8);

    private final Graph graph = new Graph();

    /// Passes over values of one size, with what they read from memory and write to it.
    private record Traffic(long passes, long reads, long writes) {}

    private Fusion fusion() {
        List<Node> live = graph.live();
        return new Fusion(graph, live, new Steady(graph, live));
    }

    private Traffic traffic(int size) {
        Fusion fusion = fusion();
        List<FusedGroup> passes = graph.live().stream()
                .map(fusion::group)
                .filter(Objects::nonNull)
                .filter(group -> group.size() == size)
                .toList();
        long reads = passes.stream()
                .mapToLong(group -> group.operands()
                        .filter(operand -> operand.shape().size() == size)
                        .distinct()
                        .count())
                .sum();
        return new Traffic(
                passes.size(),
                reads,
                passes.stream().filter(group -> group.contains(group.root())).count());
    }

    /// Forward and backward, with the gradients of the trained weights and of the examples as outputs.
    private void differentiate(Layer layer) {
        Node x = graph.input("x", IMAGES);
        Node y = Scope.training(graph).child("layer", scope -> layer.build(scope, x));
        Map<String, Node> variables = new LinkedHashMap<>();
        graph.weights().forEach((name, node) -> variables.put(name, node));
        variables.values().removeIf(node -> !((Weight) node.op()).role().trainable());
        variables.put("x", x);
        List<Node> gradients = Adjoints.of(y, graph.input("upstream", IMAGES), List.copyOf(variables.values()));
        graph.output("y", y);
        variables
                .keySet()
                .forEach(name -> graph.output(
                        "gradient of " + name,
                        gradients.get(List.copyOf(variables.keySet()).indexOf(name))));
    }

    /// Forward `Σx`, `Σ(x - μ)²` and y; backward `Σȳ` with `Σȳ·(x - μ)`, and x̄: seven reads and two writes. The means
    /// need the values before the deviations, and those before y; both sums of ȳ must be there before the first x̄. It
    /// cannot be less.
    @Test
    void batchNormTakesThreePassesForwardAndTwoBackward() {
        differentiate(new BatchNorm());
        assertThat(traffic(IMAGES.size())).isEqualTo(new Traffic(5, 7, 2));
    }

    /// One pass more than batch norm: the sums for γ and β go over the rows, those for μ and σ² along them.
    @Test
    void layerNormAndGroupNormTakeThreePassesForwardAndThreeBackward() {
        differentiate(new LayerNorm());
        assertThat(traffic(IMAGES.size())).isEqualTo(new Traffic(6, 9, 2));
        FusionTest grouped = new FusionTest();
        grouped.differentiate(new GroupNorm(2));
        assertThat(grouped.traffic(IMAGES.size())).isEqualTo(new Traffic(6, 9, 2));
    }

    @Test
    void anActivationInFrontOfBatchNormTakesNoPassOfItsOwn() {
        differentiate(new Sequential(new Activate(new Relu()), new BatchNorm()));
        assertThat(traffic(IMAGES.size())).isEqualTo(new Traffic(5, 7, 2));
    }

    @Test
    void theMaskOfDropoutIsDrawnAgainAndNotStored() {
        differentiate(new Dropout(0.3));
        assertThat(traffic(IMAGES.size())).isEqualTo(new Traffic(2, 2, 2));
    }

    @Test
    void aCheapValueReadByTwoGroupsIsComputedInBoth() {
        Node x = graph.input("x", SQUARE);
        Node cheap = x.minus(x.mean(0));
        graph.output("sum", graph.add(new Exp(), cheap).sum(0, 1));
        graph.output("product", cheap.times(x));
        assertThat(fusion().groups(cheap)).hasSize(2);
    }

    @Test
    void anExpensiveValueReadByTwoGroupsIsStored() {
        Node exp = graph.add(new Exp(), graph.input("x", SQUARE));
        assertStored(exp);
    }

    @Test
    void aValueMadeOfTwoStoredOperandsIsStored() {
        Node x = graph.input("x", SQUARE);
        assertStored(x.plus(graph.input("other", SQUARE)));
    }

    /// If the double were computed twice, the product would have to be stored in its place.
    @Test
    void aValueWhoseOperandNobodyElseNeedsIsStored() {
        Node product = graph.input("x", SQUARE).matmul(graph.input("other", SQUARE));
        assertStored(product.times(2));
        Fusion fusion = fusion();
        assertThat(fusion.product(fusion.group(product.times(2)))).isSameAs(product);
    }

    @Test
    void aLongChainOfCheapStepsIsStoredSomewhere() {
        Node x = graph.input("x", SQUARE);
        Node chain = x;
        for (int i = 0; i < 6; i++) {
            chain = chain.plus(1).maximum(x);
        }
        assertStored(chain);
    }

    @Test
    void aNewWeightIsComputedOnce() {
        Node weight = graph.weight(new Weight("w", SQUARE, new Normal(), Role.KERNEL));
        Node next = weight.times(0.5);
        graph.update(weight, next);
        assertStored(next);
    }

    private void assertStored(Node value) {
        graph.output("sum", value.sum(0, 1));
        graph.output("double", value.plus(value));
        assertThat(fusion().groups(value)).hasSize(1);
        assertThat(fusion().group(value)).isNotNull();
    }

    @Test
    void sumsOverTheSameValuesAreTakenInOnePass() {
        Node x = graph.input("x", SQUARE);
        Node sum = output(x.sum(0));
        Node squares = output(x.square().sum(0));
        assertThat(fusion().group(sum).sums()).containsExactly(sum, squares);
        assertThat(fusion().group(squares)).isNull();
    }

    /// As a bias in front of an activation takes the sum of the gradient that is written there.
    @Test
    void aSumOfWhatIsStoredIsTakenWhileItIsWritten() {
        Node stored = output(graph.add(new Exp(), graph.input("x", SQUARE)));
        Node sum = output(stored.sum(0));
        assertThat(fusion().group(stored).sums()).containsExactly(sum);
        assertThat(fusion().group(sum)).isNull();
    }

    /// Its values come out tile by tile, in no order to sum them in.
    @Test
    void aSumOfWhatAProductWritesIsAPassOfItsOwn() {
        Node stored = output(
                graph.input("x", SQUARE).matmul(graph.input("other", SQUARE)).plus(1));
        Node sum = output(stored.sum(0));
        assertThat(fusion().group(stored).sums()).isEmpty();
        assertThat(fusion().group(sum).sums()).containsExactly(sum);
    }

    /// What is read after the root has been stored must not have been overwritten by it.
    @Test
    void aValueIsNotStoredOverWhatASumReadsAfterwards() {
        Node x = graph.input("x", SQUARE);
        Node stored = output(graph.add(new Exp(), x));
        output(stored.times(x).sum(0));
        assertThat(fusion().group(stored).endsWithRoot()).isFalse();
    }

    @Test
    void sumsThatNeedEachOtherAreNotTakenInOnePass() {
        Node x = graph.input("x", SQUARE);
        Node sum = x.sum(0);
        Node deviations = output(x.minus(sum).square().sum(0));
        assertThat(fusion().group(deviations).sums()).containsExactly(deviations);
    }

    @Test
    void sumsOverOtherAxesOrOfOtherValuesAreNotTakenInOnePass() {
        Node x = graph.input("x", SQUARE);
        List<Node> sums = List.of(
                output(x.sum(0)),
                output(x.sum(1)),
                output(graph.input("other", SQUARE).sum(0)));
        assertThat(sums)
                .allSatisfy(sum -> assertThat(fusion().group(sum).sums()).containsExactly(sum));
    }

    /// While weights are updated the first is computed once per feeding, the other in every step.
    @Test
    void aSteadySumIsNotTakenTogetherWithOneThatChanges() {
        Node weight = graph.weight(new Weight("w", SQUARE, new Normal(), Role.KERNEL));
        graph.update(weight, weight.times(0.5));
        Node x = graph.input("x", SQUARE);
        Node rate = graph.stepValue("rate", step -> step);
        Node steady = output(x.sum(0));
        Node changing = output(x.plus(rate).sum(0));
        assertThat(Stream.of(steady, changing))
                .allSatisfy(sum -> assertThat(fusion().group(sum).sums()).containsExactly(sum));
    }

    /// The product is a value of its own to the sum in whose pass it would not be ready.
    @Test
    void aSumOfWhatIsComputedLaterWaitsForIt() {
        Node x = graph.input("x", SQUARE);
        Node first = output(x.sum(0));
        Node later = output(x.times(graph.add(new MatMul(false, true), x, x)).sum(0));
        assertThat(Stream.of(first, later))
                .allSatisfy(sum -> assertThat(fusion().group(sum).sums()).containsExactly(sum));
    }

    private Node output(Node node) {
        graph.output("output " + graph.outputs().size(), node);
        return node;
    }
}
