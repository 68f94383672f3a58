package nunchi.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.model.DataSchema;
import nunchi.model.TableColumns;

/// Other data for a model that is there: its classes by the model's numbers.
final class ClassMatch {
    private ClassMatch() {}

    /// The same rows with the model's class numbers, and texts as the model's ids; the data set itself where it has
    /// these.
    ///
    /// @throws nunchi.check.InvalidRequestException when it has a class that the model does not know, classes where the
    ///                                              model predicts numbers, or the columns of the model in another
    ///                                              order
    static Dataset match(DataSchema learnt, Dataset given) {
        Dataset data = learnt.text() == null ? given : EncodedTexts.encoded(given, learnt.text(), learnt.target());
        TableColumns table = learnt.table();
        List<String> classes = learnt.classes();
        if (table != null && data.card().table() != null) {
            table.requireSameOrder(data.card().table(), data.name());
        }
        List<String> others = data.classes();
        if (classes == null || others.equals(classes)) {
            return data;
        }
        requireKnown(classes, others, data.name());
        Map<String, Integer> numbers = IntStream.range(0, classes.size())
                .boxed()
                .collect(Collectors.toMap(classes::get, i -> i, (first, _) -> first));
        return new RenumberedDataset(
                data, classes, others.stream().mapToInt(numbers::get).toArray());
    }

    private static void requireKnown(List<String> classes, List<String> others, String name) {
        Check.require(
                !classes.isEmpty(),
                "%s has classes, but the model learnt to predict numbers; name the columns as target".formatted(name));
        Check.require(
                !others.isEmpty(),
                "%s has no classes, but the model learnt to tell %s apart".formatted(name, listed(classes)));
        Set<String> known = Set.copyOf(classes);
        Check.require(
                known.size() == classes.size(),
                "two of the classes that the model learnt have one name (%s), so that other data cannot be matched by name; train it again with names that differ"
                        .formatted(listed(classes)));
        List<String> unknown =
                others.stream().filter(each -> !known.contains(each)).toList();
        Check.require(
                unknown.isEmpty(),
                "%s has the %s %s, which the model did not learn; it learnt %s. Take these rows away, or give the classes the same names"
                        .formatted(name, unknown.size() == 1 ? "class" : "classes", listed(unknown), listed(classes)));
    }

    private static String listed(List<String> names) {
        return Check.listed(names.stream().map("'%s'"::formatted).toList());
    }
}
