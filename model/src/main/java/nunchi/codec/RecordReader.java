package nunchi.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// Makes records of trees. A value of another type is refused, since it would be read as if it were not there, and a
/// class would be a number, or a seed 0.
final class RecordReader {
    private final Author author;
    private final Forms forms;
    private final Scalars scalars;
    private final Spelling spelling;
    private final BiFunction<String, Tree, String> placesOfKeys;

    RecordReader(Author author, Catalogue catalogue, Forms forms) {
        this(author, catalogue, forms, (_, _) -> "");
    }

    /// @param placesOfKeys where an unknown key with a value belongs, as a sentence to append
    RecordReader(Author author, Catalogue catalogue, Forms forms, BiFunction<String, Tree, String> placesOfKeys) {
        this.author = author;
        this.placesOfKeys = placesOfKeys;
        this.forms = forms;
        this.scalars = new Scalars(author);
        this.spelling = new Spelling(this, catalogue);
    }

    @Nullable
    Object value(Tree node, Type type, String path) {
        Class<?> raw = RecordType.raw(type);
        if (raw == Tree.class) {
            return node;
        }
        if (forms.has(raw)) {
            return forms.read(raw, node, path);
        }
        if (raw == List.class) {
            return list(node, ((ParameterizedType) type).getActualTypeArguments()[0], path);
        }
        if (raw == Map.class || raw == SequencedMap.class) {
            return map(node, ((ParameterizedType) type).getActualTypeArguments()[1], path);
        }
        if (author == Author.PERSON && spelling.has(raw)) {
            return spelling.read(node, raw, path);
        }
        return raw.isRecord() ? record(node, type, path) : scalars.read(node, raw, path);
    }

    private List<?> list(Tree node, Type element, String path) {
        if (author == Author.PERSON && spelling.standsAlone(node, element)) {
            return List.of(value(node, element, path));
        }
        boolean texts = author == Author.PROGRAM && element == String.class;
        boolean ofTexts = !texts || node.elements().stream().allMatch(Tree.Text.class::isInstance);
        scalars.require(node instanceof Tree.Sequence && ofTexts, texts ? "a list of texts" : "a list", node, path);
        List<Object> values = new ArrayList<>(node.size());
        for (Tree each : node.elements()) {
            boolean nothing = author == Author.PROGRAM && each.isNull() && RecordType.raw(element) == List.class;
            values.add(nothing ? null : value(each, element, path + "." + values.size()));
        }
        return author == Author.PROGRAM ? Collections.unmodifiableList(values) : values;
    }

    private SequencedMap<String, Object> map(Tree node, Type element, String path) {
        scalars.require(
                node instanceof Tree.Fields, author == Author.PERSON ? "keys with values" : "an object", node, path);
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        node.entries().forEach((key, each) -> values.put(key, value(each, element, join(path, key))));
        return author == Author.PROGRAM ? Collections.unmodifiableSequencedMap(values) : values;
    }

    /// A record by its keys.
    Object record(Tree node, Type type, String path) {
        RecordType record = RecordType.of(type);
        return author == Author.PERSON ? written(node, record, path) : stored(node, record, path);
    }

    private Object stored(Tree node, RecordType record, String path) {
        scalars.require(node instanceof Tree.Fields, "an object", node, path);
        Map<String, Object> values = new HashMap<>();
        for (RecordType.Part part : record.parts()) {
            String inner = join(path, part.key());
            Tree value = node.path(part.key());
            Class<?> raw = RecordType.raw(part.type());
            boolean absent = value.isAbsent() || value.isNull() && part.is(OrNull.class);
            boolean needed = part.is(Required.class) || raw.isPrimitive() && raw != double.class;
            Check.require(!absent || !needed, "it lacks the key %s".formatted(inner));
            values.put(part.name(), absent ? absent(raw) : value(value, part.type(), inner));
        }
        return RecordType.create(record.type(), values);
    }

    /// What stands for a key that is not there.
    static @Nullable Object absent(Class<?> type) {
        return type == List.class
                ? List.of()
                : type == SequencedMap.class
                        ? Collections.unmodifiableSequencedMap(new LinkedHashMap<>())
                        : type == double.class ? (Object) Double.NaN : type == Tree.class ? Tree.ABSENT : null;
    }

    private Object written(Tree node, RecordType record, String path) {
        if (!(node instanceof Tree.Fields) && !node.isNull()) {
            String form = record.keys().isEmpty()
                    ? "no values"
                    : "keys with values (" + String.join(", ", record.keys()) + ")";
            throw Scalars.refused(
                    path, "expected %s, but found %s%s".formatted(form, Scalars.describe(node), meant(node, record)));
        }
        Map<String, Object> given = new HashMap<>();
        node.entries().forEach((key, value) -> {
            RecordType.Part part = part(record, key, value, path);
            if (given.containsKey(part.name())) {
                throw Scalars.refused(path, "key '%s' is given twice, under two spellings".formatted(part.key()));
            }
            if (!value.isNull()) {
                given.put(part.name(), value(value, part.type(), join(path, part.key())));
            }
        });
        return create(record, given, path);
    }

    /// `; write its key too, as in {repeat: 5}`, with the first key that a number or a truth value fits.
    private String meant(Tree node, RecordType record) {
        return record.parts().stream()
                .filter(part -> node instanceof Tree.Number || node instanceof Tree.Truth)
                .filter(part -> fits(node, part.type()))
                .findFirst()
                .map(part -> "; write its key too, as in {%s: %s}".formatted(part.key(), Scalars.inline(node)))
                .orElse("");
    }

    /// Whether a value can be read as a type.
    boolean fits(Tree node, Type type) {
        try {
            value(node, type, "");
            return true;
        } catch (InvalidRequestException refused) {
            return false;
        }
    }

    private RecordType.Part part(RecordType record, String key, Tree value, String path) {
        return record.parts().stream()
                .filter(part -> Names.plain(part.key()).equals(Names.plain(key)))
                .findFirst()
                .orElseThrow(() -> unknownKey(key, record.keys(), path, placesOfKeys.apply(key, value)));
    }

    /// @param hint where the key belongs, as a sentence to append; empty if that is not known
    static InvalidRequestException unknownKey(String key, List<String> known, String path, String hint) {
        if (known.isEmpty()) {
            return Scalars.refused(
                    path,
                    "unknown key '%s'; it takes none%s"
                            .formatted(Check.excerpt(key), hint.isEmpty() ? "" : "." + hint));
        }
        InvalidRequestException unknown = Check.unknown("key", key, known);
        if (!hint.isEmpty() && !Check.isNear(key, known)) {
            return Scalars.refused(
                    path,
                    "unknown key '%s'.%s Known: %s".formatted(Check.excerpt(key), hint, String.join(", ", known)));
        }
        return path.isEmpty() ? unknown : unknown.at(path);
    }

    static Object create(RecordType type, Map<String, Object> given, String path) {
        List<String> required = type.required();
        List<String> missing =
                required.stream().filter(name -> !given.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw Scalars.refused(
                    path,
                    "%s %s missing; required: %s"
                            .formatted(
                                    String.join(", ", missing),
                                    missing.size() == 1 ? "is" : "are",
                                    String.join(", ", required)));
        }
        try {
            return type.create(given);
        } catch (InvalidRequestException refused) {
            throw path.isEmpty() ? refused : refused.at(path);
        }
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
