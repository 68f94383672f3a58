package nunchi.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// Makes trees of records: for a person with every component spelled out, in the short forms that [Spelling] reads; for
/// a program without those that are null.
final class RecordWriter {
    private static final BigDecimal BEYOND = new BigDecimal("1E+999");

    private final Author author;
    private final Catalogue catalogue;
    private final Forms forms;

    RecordWriter(Author author, Catalogue catalogue, Forms forms) {
        this.author = author;
        this.catalogue = catalogue;
        this.forms = forms;
    }

    Tree.Fields tree(Record record) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        for (RecordType.Part part : RecordType.of(record.getClass()).parts()) {
            Object value = part.of(record);
            boolean there = value != null && value != Tree.ABSENT;
            if (there || author == Author.PERSON || part.is(OrNull.class) && part.isWithin(record)) {
                entries.put(part.key(), value(value, part.type()));
            }
        }
        return new Tree.Fields(entries);
    }

    /// A value of an open kind: `relu`, or `{dense: {units: 10, …}}`; a constant and explicit padding as their bare
    /// numbers.
    Tree named(Record record) {
        RecordType type = RecordType.of(record.getClass());
        String name = Names.of(record.getClass());
        if (type.parts().isEmpty()) {
            return Tree.of(name);
        }
        Object first = type.parts().getFirst().of(record);
        if (name.equals("constant") && type.parts().size() == 1 && first instanceof Double number) {
            return Tree.of(number);
        }
        if (type.ofWholeNumbers()) {
            return name.equals("explicit")
                    ? wholeNumbers(type, record)
                    : Tree.of(Map.of(name, wholeNumbers(type, record)));
        }
        return Tree.of(
                Map.of(name, type.isMap() ? value(first, type.parts().getFirst().type()) : tree(record)));
    }

    private Tree value(@Nullable Object value, Type type) {
        return switch (value) {
            case null -> Tree.NULL;
            case Tree tree -> tree;
            case Object own when forms.has(own.getClass()) -> forms.write(own);
            case Map<?, ?> map -> map(map, argument(type, 1));
            case List<?> list ->
                Tree.of(list.stream()
                        .map(each -> value(each, argument(type, 0)))
                        .toList());
            case Object chosen
            when type instanceof Class<?> kind && catalogue.knows(kind) -> named(catalogue.registered(kind, chosen));
            case Record record -> author == Author.PERSON ? plain(record) : tree(record);
            case Double number -> number(number);
            case Integer number -> Tree.of(number);
            case Long number -> Tree.of(number);
            case Boolean truth -> Tree.of(truth);
            case Enum<?> constant -> Tree.of(Scalars.spelling(constant));
            case String text -> Tree.of(text);
            default ->
                throw new InvalidRequestException(
                        "a value of the type %s cannot be written to a run's files; components are numbers, texts, enums, records, and lists and maps of these"
                                .formatted(value.getClass().getSimpleName()));
        };
    }

    /// The type of the elements of a list, or of the values of a map.
    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType of ? of.getActualTypeArguments()[index] : Object.class;
    }

    /// What was not measured is null, and what is infinite beyond all numbers.
    static Tree number(double value) {
        if (Double.isNaN(value)) {
            return Tree.NULL;
        }
        return Tree.of(Double.isInfinite(value) ? value > 0 ? BEYOND : BEYOND.negate() : (Number) value);
    }

    private Tree plain(Record record) {
        RecordType type = RecordType.of(record.getClass());
        if (type.ofText()) {
            return Tree.of((String) type.parts().getFirst().of(record));
        }
        return type.ofWholeNumbers() ? wholeNumbers(type, record) : tree(record);
    }

    /// `3` where one number says it all, else `[3, 5]`.
    private static Tree wholeNumbers(RecordType type, Record record) {
        int[] numbers = type.parts().stream()
                .mapToInt(part -> (int) Objects.requireNonNull(part.of(record)))
                .toArray();
        if (type.create(new int[] {numbers[0]}).equals(record)) {
            return Tree.of(numbers[0]);
        }
        return Tree.of(Arrays.stream(numbers).mapToObj(Tree::of).toList());
    }

    private Tree map(Map<?, ?> values, Type element) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key.toString(), value(value, element)));
        return Tree.of(entries);
    }
}
