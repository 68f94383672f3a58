package nunchi.data;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nunchi.check.Check;
import nunchi.model.RecordExample;
import nunchi.model.TableColumn;
import nunchi.model.TableColumns;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Java records as the rows of a table: a component is a column. Numbers are taken as they are, true is 1 and false 0,
/// each constant of an enum is a value that is 1 or 0.
final class RecordRows {
    private RecordRows() {}

    /// @param target the component to be learnt: texts, enums and truth values are classes, numbers are values to be
    ///               predicted
    static Dataset dataset(List<? extends Record> rows, String target) {
        Check.require(!rows.isEmpty(), "there are no records to learn from; give at least one");
        Class<? extends Record> type = rows.getFirst().getClass();
        List<RecordComponent> components = List.of(type.getRecordComponents());
        List<String> names = components.stream().map(RecordComponent::getName).toList();
        Check.require(
                names.contains(target),
                "%s has no component '%s' to be learnt; it has %s"
                        .formatted(type.getSimpleName(), target, Check.listed(names)));
        List<TableColumn> features = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(target)) {
                features.add(column(i, components.get(i)));
            }
        }
        int at = names.indexOf(target);
        TableColumns table = new TableColumns(names.size(), features, List.of(new TableColumn(at, target)), true);
        return dataset(
                rows,
                components.get(at),
                table,
                ArrayDataset.rows(
                        rows.stream().map(row -> RecordExample.of(row, table)).toArray(float[][]::new)));
    }

    private static Dataset dataset(
            List<? extends Record> rows, RecordComponent target, TableColumns table, Tensor examples) {
        DataCard card = new DataCard(target.getDeclaringRecord().getSimpleName()).ofTable(table);
        List<Object> given =
                rows.stream().map(row -> RecordExample.value(row, target)).toList();
        List<String> classes = classes(target.getType(), given);
        float[] targets = new float[rows.size()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = classes.isEmpty()
                    ? ((Number) given.get(row)).floatValue()
                    : classes.indexOf(RecordExample.name(given.get(row)));
        }
        return new ArrayDataset(card.withClasses(classes), examples, new Tensor(Shape.of(targets.length), targets));
    }

    private static List<String> classes(Class<?> type, List<Object> given) {
        if (isNumber(type)) {
            return List.of();
        }
        return type.isEnum()
                ? constants(type)
                : isTruth(type)
                        ? List.of("false", "true")
                        : Labels.of(given.stream().map(RecordExample::name).toList())
                                .names();
    }

    private static TableColumn column(int position, RecordComponent component) {
        Class<?> type = component.getType();
        Check.require(
                isNumber(type) || isTruth(type) || type.isEnum(),
                "component '%s' of %s is a %s; examples are made of numbers, truth values and enums, so make it one of these, or leave it out"
                        .formatted(
                                component.getName(),
                                component.getDeclaringRecord().getSimpleName(),
                                type.getSimpleName()));
        TableColumn plain = new TableColumn(position, component.getName());
        return type.isEnum() ? plain.withCategories(constants(type)) : plain;
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(RecordExample::name).toList();
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class && type != char.class;
    }

    private static boolean isTruth(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }
}
