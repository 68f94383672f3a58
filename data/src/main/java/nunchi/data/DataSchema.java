package nunchi.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nunchi.check.Check;

/// What a model learnt from, by name. Other data for the same model are matched with it: the columns of a table are
/// found by their names, and a row's class is the model's class of the same name, whatever its number in the other
/// data.
///
/// @param classes the names of the classes by the model's numbers; empty for a regression, null where the data may have
///                any
/// @param table   the columns that examples and targets were made of; null where they came from no table
public record DataSchema(List<String> classes, TableColumns table) {
    /// What fits any data.
    public static final DataSchema ANY = new DataSchema(null, null);

    public DataSchema {
        classes = classes == null ? null : List.copyOf(classes);
    }

    /// The same for a model that is to learn other classes or targets.
    public DataSchema withAnyOutputs() {
        return new DataSchema(
                null,
                table == null ? null : new TableColumns(table.count(), table.features(), List.of(), table.header()));
    }

    /// The same for a model that is to learn from other columns.
    public DataSchema withAnyColumns() {
        return new DataSchema(classes, null);
    }

    /// Of the data that a model is trained on.
    public static DataSchema of(Dataset train) {
        return new DataSchema(train.classes(), train.card().table());
    }

    /// Each part as [#match(Dataset)] has it.
    public Parts match(Parts parts) {
        Dataset validation = parts.validation() == null ? null : match(parts.validation());
        return new Parts(match(parts.train()), validation, parts.test() == null ? null : match(parts.test()));
    }

    /// The same rows with the model's class numbers; the data set itself where its classes are the model's.
    ///
    /// @throws nunchi.check.InvalidRequestException when it has a class that the model does not know, classes where the
    ///                                              model predicts numbers, or the columns of the model in another
    ///                                              order
    public Dataset match(Dataset data) {
        if (table != null && data.card().table() != null) {
            table.requireSameOrder(data.card().table(), data.name());
        }
        List<String> others = data.classes();
        if (classes == null || others.equals(classes)) {
            return data;
        }
        requireKnown(others, data.name());
        Map<String, Integer> numbers = IntStream.range(0, classes.size())
                .boxed()
                .collect(Collectors.toMap(classes::get, i -> i, (first, _) -> first));
        return new RenumberedDataset(
                data, classes, others.stream().mapToInt(numbers::get).toArray());
    }

    private void requireKnown(List<String> others, String name) {
        Check.require(
                !classes.isEmpty(),
                "%s has classes, but the model learnt to predict numbers; name the columns as target"
                        .formatted(name));
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
                        .formatted(
                                name,
                                unknown.size() == 1 ? "class" : "classes",
                                listed(unknown),
                                listed(classes)));
    }

    private static String listed(List<String> names) {
        return Check.listed(names.stream().map("'%s'"::formatted).toList());
    }
}
