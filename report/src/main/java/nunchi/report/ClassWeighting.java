package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import nunchi.codec.Tree;
import nunchi.data.Split;
import nunchi.report.Table.Cell;
import nunchi.text.Numbers;

/// How much the examples of each class counted in the training loss.
///
/// @param balanced whether the weights follow from the numbers of examples
/// @param weights  by the classes' numbers; empty where they are not known
/// @param classes  their names
record ClassWeighting(boolean balanced, List<Double> weights, List<String> classes) {
    private static final int MOST = 50;
    private static final String OF_CURVES =
            "The training loss counts every example as many times as its class has weight (classWeights), the losses of validation and"
                    + " test count every example once, so that they cannot be compared with it.";

    /// @return nothing where all examples counted the same
    static Optional<ClassWeighting> of(Folder folder) {
        Tree given = folder.experiment().at("train", "classWeights");
        if (given.isNone()) {
            return Optional.empty();
        }
        Optional<NamedValue> named = NamedValue.of(given);
        boolean balanced = named.isPresent() && named.get().name().equals("balanced");
        Tree weights = named.map(each -> each.settings().at("weights")).orElse(given);
        return Optional.of(new ClassWeighting(
                balanced,
                balanced
                        ? balanced(folder.data().perClass(Split.TRAIN))
                        : weights.elements().stream().map(Tree::number).toList(),
                folder.data().classes()));
    }

    /// As `nunchi.experiment.ClassWeights.Balanced` defines them.
    private static List<Double> balanced(List<Integer> counts) {
        DoubleStream present = counts.stream().mapToDouble(Integer::doubleValue).filter(count -> count > 0);
        double[] positive = present.toArray();
        double rows = DoubleStream.of(positive).sum();
        DoubleUnaryOperator weight = count -> count == 0 ? 1 : rows / (positive.length * count);
        return counts.stream().map(count -> weight.applyAsDouble(count)).toList();
    }

    /// What stands beside curves of the loss; nothing where all examples counted the same.
    static Html note(Folder folder) {
        return of(folder).isEmpty()
                ? Html.NOTHING
                : Html.tag("p", Attributes.of("class", "note"), Html.text(OF_CURVES));
    }

    /// The formula and the weights.
    Html explained() {
        Table table = new Table("Weights of the classes in the training loss")
                .column("Class")
                .number("Weight");
        for (int i = 0; i < weights.size() && weights.size() <= MOST; i++) {
            table.row(new ArrayList<>(
                    List.of(Cell.text(Gallery.className(classes, i)), Cell.text(Numbers.loss(weights.get(i))))));
        }
        return Html.join(Explanation.of(balanced ? "classWeights-balanced" : "classWeights", key -> key), table.html());
    }
}
