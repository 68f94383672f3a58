package nunchi.data;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// Java records as the rows of a table: a component is a column. Numbers are taken as they are, true is 1 and false 0,
/// each constant of an enum is a value that is 1 or 0.
public final class RecordRows {
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
                ArrayDataset.rows(rows.stream().map(row -> example(row, table)).toArray(float[][]::new)));
    }

    private static Dataset dataset(
            List<? extends Record> rows, RecordComponent target, TableColumns table, Tensor examples) {
        DataCard card = new DataCard(target.getDeclaringRecord().getSimpleName()).ofTable(table);
        List<Object> given = rows.stream().map(row -> value(row, target)).toList();
        List<String> classes = classes(target.getType(), given);
        float[] targets = new float[rows.size()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] =
                    classes.isEmpty() ? ((Number) given.get(row)).floatValue() : classes.indexOf(name(given.get(row)));
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
                        : Labels.of(given.stream().map(RecordRows::name).toList())
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
        return Arrays.stream(type.getEnumConstants()).map(RecordRows::name).toList();
    }

    private static String name(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class && type != char.class;
    }

    private static boolean isTruth(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    /// The values that a table's columns have in a record, by the names of its components.
    ///
    /// @throws InvalidRequestException when the record lacks a column, or has a value that is none of the column's
    public static float[] example(Record row, TableColumns table) {
        Check.given("a record", row);
        float[] values =
                new float[table.features().stream().mapToInt(TableColumn::width).sum()];
        int at = 0;
        for (TableColumn feature : table.features()) {
            RecordComponent component = Stream.of(row.getClass().getRecordComponents())
                    .filter(each -> each.getName().equals(feature.name()))
                    .findFirst()
                    .orElse(null);
            Check.require(
                    component != null,
                    "%s has no component '%s', from which the model learnt; it learnt from %s"
                            .formatted(
                                    row.getClass().getSimpleName(),
                                    feature.name(),
                                    Check.listed(table.features().stream()
                                            .map(TableColumn::name)
                                            .toList())));
            at = write(feature, value(row, component), values, at);
        }
        return values;
    }

    private static int write(TableColumn feature, Object value, float[] values, int at) {
        if (feature.isCategorical()) {
            int category = feature.categories().indexOf(name(value));
            Check.require(
                    category >= 0,
                    "%s is none of the values of '%s', which are %s"
                            .formatted(value, feature.name(), Check.listed(feature.categories())));
            values[at + category] = 1;
            return at + feature.width();
        }
        Check.require(
                value instanceof Number || value instanceof Boolean,
                "'%s' is %s, but the model learnt from numbers there".formatted(feature.name(), value));
        values[at] = value instanceof Number number ? number.floatValue() : value.equals(true) ? 1 : 0;
        return at + 1;
    }

    private static Object value(Record row, RecordComponent component) {
        try {
            component.getAccessor().trySetAccessible();
            Object value = component.getAccessor().invoke(row);
            Check.require(
                    value != null,
                    "component '%s' of a %s is null; give it a value, or leave the record out"
                            .formatted(component.getName(), row.getClass().getSimpleName()));
            return value;
        } catch (IllegalAccessException hidden) {
            throw new InvalidRequestException(
                    "%s cannot be read from outside its module; open its package to nunchi.workbench"
                            .formatted(row.getClass().getSimpleName()),
                    hidden);
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        }
    }
}
