package nunchi.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// A Java record as an example: its components are the columns of a table, numbers as they are, true 1 and false 0, and
/// of an enum one value for each constant.
public final class RecordExample {
    private RecordExample() {}

    /// The values that a table's columns have in a record, by the names of its components.
    ///
    /// @throws InvalidRequestException when the record lacks a column, or has a value that is none of the column's
    public static float[] of(Record row, TableColumns table) {
        Check.given("a record", row);
        float[] values =
                new float[table.features().stream().mapToInt(TableColumn::width).sum()];
        int at = 0;
        for (TableColumn feature : table.features()) {
            RecordComponent component = Stream.of(row.getClass().getRecordComponents())
                    .filter(each -> each.getName().equals(feature.name()))
                    .findFirst()
                    .orElseThrow(() -> lacking(row, feature, table));
            at = write(feature, value(row, component), values, at);
        }
        return values;
    }

    private static InvalidRequestException lacking(Record row, TableColumn feature, TableColumns table) {
        List<String> learnt = table.features().stream().map(TableColumn::name).toList();
        return new InvalidRequestException("%s has no component '%s', from which the model learnt; it learnt from %s"
                .formatted(row.getClass().getSimpleName(), feature.name(), Check.listed(learnt)));
    }

    private static int write(TableColumn feature, Object value, float[] values, int at) {
        List<String> categories = feature.categories();
        if (categories != null) {
            int category = categories.indexOf(name(value));
            Check.require(
                    category >= 0,
                    "%s is none of the values of '%s', which are %s"
                            .formatted(value, feature.name(), Check.listed(categories)));
            values[at + category] = 1;
            return at + feature.width();
        }
        Check.require(
                value instanceof Number || value instanceof Boolean,
                "'%s' is %s, but the model learnt from numbers there".formatted(feature.name(), value));
        values[at] = value instanceof Number number ? number.floatValue() : value.equals(true) ? 1 : 0;
        return at + 1;
    }

    /// The value of a component.
    ///
    /// @throws InvalidRequestException when it is null, or cannot be read from here
    public static Object value(Record row, RecordComponent component) {
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

    /// A class or category as a text.
    public static String name(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }
}
