package nunchi.reference;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.codec.RecordType;
import nunchi.codec.Tree;

/// A record of a type with its defaults, and with some value for each component that must be given.
final class Sample {
    private static final int LARGEST = 60;
    /// Beyond which numbers stand for other parts than the first of their kind.
    private static final int FIRST_PARTS = 12;
    /// Below which the numbers of [#another] do not begin.
    private static final int OTHER = 6;
    /// A text that names a layer, a metric or a data set.
    private static final String TEXT = "loss";

    private Sample() {}

    /// The first that the record's own checks let pass.
    static Record of(Class<?> type) {
        return of(type, 1);
    }

    /// One with other values, if some must be given.
    static Record another(Class<?> type) {
        return of(type, OTHER);
    }

    private static Record of(Class<?> type, int least) {
        for (int first = least; first <= LARGEST; first++) {
            for (int step = -1; step <= 1; step++) {
                try {
                    return of(type, first, step);
                } catch (InvalidRequestException refused) {
                    // the next numbers may be let pass
                }
            }
        }
        throw new IllegalStateException("no numbers up to %d make a %s".formatted(LARGEST, type));
    }

    private static Record of(Class<?> type, int first, int step) {
        RecordType record = RecordType.of(type);
        Map<String, Object> given = new HashMap<>();
        int number = first;
        for (String name : record.required()) {
            RecordType.Part part = record.parts().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            given.put(name, value(part.type(), number));
            number += step;
        }
        return (Record) record.create(given);
    }

    private static Object value(Type type, int number) {
        if (type instanceof ParameterizedType of) {
            Type element = of.getActualTypeArguments()[of.getActualTypeArguments().length - 1];
            SequencedMap<String, Object> map = new LinkedHashMap<>();
            map.put(TEXT, value(element, number));
            return of.getRawType() == List.class ? List.of(value(element, number)) : map;
        }
        Class<?> raw = (Class<?>) type;
        if (Catalogue.standard().knows(raw)) {
            List<? extends Class<?>> parts = Catalogue.standard().of(raw);
            return of(parts.get(Math.max(0, number - FIRST_PARTS) % parts.size()));
        }
        if (raw.isRecord()) {
            return of(raw);
        }
        Object[] names = raw.getEnumConstants();
        return names == null ? plain(raw, number) : names[number < OTHER ? 0 : names.length - 1];
    }

    private static Object plain(Class<?> type, int number) {
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> number;
            case "long", "Long" -> (long) number;
            case "double", "Double" -> number / 10.0;
            case "boolean", "Boolean" -> true;
            case "String" -> TEXT;
            case "Tree" -> Tree.of(List.of(Tree.of(number)));
            default -> throw new IllegalStateException("no value of the type " + type);
        };
    }
}
