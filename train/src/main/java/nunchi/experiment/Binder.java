package nunchi.experiment;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import tools.jackson.databind.JsonNode;

/// Makes records of a tree read from YAML or JSON. The records are the schema: their components are the keys.
///
/// | type of the component | written as |
/// |---|---|
/// | number, text, true or false | itself |
/// | enum | its name in any case |
/// | list | a list; of texts, records and named values also one alone |
/// | map | its keys, whatever they are |
/// | tree | anything |
/// | record | its keys; where one key alone must be given, and it is the first, also its value: `data: digits` |
/// | … of one text alone | that text |
/// | … of whole numbers alone | one for all, `3`, or a list of them in order, `[3, 5]` |
/// | interface of the catalogue | a name and its keys, `{dense: {units: 10}}` |
/// | … without keys, or all of them left out | its name, `relu` |
/// | … when no other key than its first must be given | a name and that value, `{dense: 10}` |
/// | … of one map alone | a name and the keys of the map, `{columns: {age: median}}` |
/// | … that has a `constant` (schedules, initial values) or an `explicit` (padding) | bare numbers |
/// | split, penalty, clip, constraint | a bare number, for `random`, `l2`, `clipByNorm`, `maxNorm` |
///
/// What is absent or null takes the default of the record's shortest constructor.
public final class Binder {
    private static final String EXPLICIT = "explicit";
    /// What a bare number stands for, where the kind has it.
    private static final List<String> OF_A_NUMBER =
            List.of("constant", EXPLICIT, "random", "l2", "clipByNorm", "maxNorm");

    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.?(nan|inf(inity)?)", Pattern.CASE_INSENSITIVE);

    private final Catalogue catalogue;

    public Binder(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @throws InvalidRequestException with the path of the first value that does not fit: `at model.0.dense.units: …`
    public <T extends Record> T bind(JsonNode tree, Class<T> type) {
        return type.cast(keyed(tree, type, ""));
    }

    private Object value(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType of) {
            Type[] inner = of.getActualTypeArguments();
            return of.getRawType() == Map.class ? map(node, inner[1], path) : list(node, inner[0], path);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == JsonNode.class) {
            return node;
        }
        if (catalogue.knows(wanted)) {
            return named(node, wanted, path);
        }
        if (!wanted.isRecord()) {
            return Scalars.read(node, wanted, path);
        }
        RecordType record = RecordType.of(wanted);
        return record.ofWholeNumbers() && !node.isObject()
                ? wholeNumbers(node, record, path)
                : keyed(node, wanted, path);
    }

    private List<Object> list(JsonNode node, Type element, String path) {
        if (standsAlone(node, element)) {
            return List.of(value(node, element, path));
        }
        if (!node.isArray()) {
            throw refused(path, "expected a list, but found " + Scalars.describe(node));
        }
        List<Object> values = new ArrayList<>();
        for (JsonNode item : node) {
            values.add(value(item, element, path + "." + values.size()));
        }
        return values;
    }

    /// Whether a node is the one element of a list that was not written.
    private boolean standsAlone(JsonNode node, Type element) {
        if (node.isNull() || node.isArray() || !(element instanceof Class<?> type)) {
            return false;
        }
        boolean named = catalogue.knows(type) && (node.isString() || node.size() == 1);
        return named
                || node.isValueNode() && type == String.class
                || node.isObject() && !node.isEmpty() && type.isRecord();
    }

    private Map<String, Object> map(JsonNode node, Type element, String path) {
        if (!node.isObject()) {
            throw refused(path, "expected keys with values, but found " + Scalars.describe(node));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties()
                .forEach(entry ->
                        values.put(entry.getKey(), value(entry.getValue(), element, join(path, entry.getKey()))));
        return values;
    }

    /// A value of an open kind.
    private Object named(JsonNode node, Class<?> kind, String path) {
        String plain = node.isNumber()
                ? plainName(kind, OF_A_NUMBER)
                : node.isArray() ? plainName(kind, List.of(EXPLICIT)) : null;
        if (plain != null) {
            return briefly(node, catalogue.find(kind, plain), path);
        }
        if (node.isString()
                && NOT_FINITE.matcher(node.stringValue()).matches()
                && plainName(kind, OF_A_NUMBER) != null) {
            throw refused(path, "expected a finite number, but found '%s'".formatted(node.stringValue()));
        }
        if (node.isString()) {
            return create(
                    RecordType.of(find(kind, node.stringValue(), path)), Map.of(), join(path, node.stringValue()));
        }
        if (!node.isObject() || node.size() != 1) {
            String hint = node.size() > 1 && node.isObject() ? "; its keys belong indented under its name" : "";
            throw refused(
                    path,
                    "expected one %s, as {name: {key: value, …}} or its name alone, but found %s%s; write %s. Known: %s"
                            .formatted(
                                    Names.of(kind),
                                    Scalars.describe(node),
                                    hint,
                                    example(node, kind, path),
                                    String.join(
                                            ", ",
                                            catalogue.of(kind).stream()
                                                    .map(Names::of)
                                                    .toList())));
        }
        String name = node.propertyNames().iterator().next();
        Class<?> type = find(kind, name, path);
        JsonNode content = node.get(name);
        String inner = join(path, name);
        boolean keys =
                (content.isObject() || content.isNull()) && !RecordType.of(type).isMap();
        return keys ? keyed(content, type, inner) : briefly(content, type, inner);
    }

    /// What was meant as it is written, `test: {stratified: {amount: 0.25, seed: 101}}`, where the tree names one of
    /// the kind; else the first of the kind.
    private String example(JsonNode node, Class<?> kind, String path) {
        Class<?> meant = node.propertyStream()
                .flatMap(entry -> catalogue.of(kind).stream()
                        .filter(type -> Names.plain(Names.of(type)).equals(Names.plain(entry.getKey()))))
                .findFirst()
                .orElse(null);
        if (meant == null) {
            return example(catalogue.of(kind).getFirst());
        }
        RecordType type = RecordType.of(meant);
        List<String> keys = new ArrayList<>();
        node.properties().forEach(entry -> keys.addAll(meantKeys(type, entry, Names.of(meant))));
        String last = path.substring(path.lastIndexOf('.') + 1);
        String place = last.isEmpty() || Character.isDigit(last.charAt(0)) ? "" : last + ": ";
        return keys.isEmpty()
                ? example(meant)
                : "%s{%s: {%s}}".formatted(place, Names.of(meant), String.join(", ", keys));
    }

    /// The keys that an entry beside or under a name gives to it: its value is the first, others stand as they are, if
    /// there are such.
    private static List<String> meantKeys(RecordType type, Map.Entry<String, JsonNode> entry, String name) {
        boolean named = Names.plain(entry.getKey()).equals(Names.plain(name));
        if (named && entry.getValue().isObject()) {
            return entry.getValue()
                    .propertyStream()
                    .flatMap(inner -> meantKeys(type, inner, "").stream())
                    .toList();
        }
        String key = named && !type.components().isEmpty()
                ? type.components().getFirst().getName()
                : entry.getKey();
        boolean known = type.keys().stream().anyMatch(each -> Names.plain(each).equals(Names.plain(key)));
        return known && !entry.getValue().isNull()
                ? List.of("%s: %s".formatted(key, Scalars.inline(entry.getValue())))
                : List.of();
    }

    /// A record as it is written: `relu`, `{dense: {units: …}}`.
    private static String example(Class<?> first) {
        String keys = String.join(
                ", ",
                RecordType.of(first).required().stream().map(key -> key + ": …").toList());
        return keys.isEmpty() ? Names.of(first) : "{%s: {%s}}".formatted(Names.of(first), keys);
    }

    /// Which of these records of the kind bare numbers stand for; null for none.
    private String plainName(Class<?> kind, List<String> names) {
        List<String> known = catalogue.of(kind).stream().map(Names::of).toList();
        return names.stream().filter(known::contains).findFirst().orElse(null);
    }

    private static Object wholeNumbers(JsonNode node, RecordType type, String path) {
        int size = type.components().size();
        if (node.isArray() ? node.size() != size : !node.isIntegralNumber()) {
            String found = node.isArray() ? "a list of " + node.size() : Scalars.describe(node);
            throw refused(
                    path,
                    "expected one whole number or the list [%s], but found %s"
                            .formatted(String.join(", ", type.keys()), found));
        }
        int[] numbers = new int[node.isArray() ? size : 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) Scalars.read(
                    node.isArray() ? node.get(i) : node, int.class, node.isArray() ? path + "." + i : path);
        }
        try {
            return type.create(numbers);
        } catch (InvalidRequestException refused) {
            throw path.isEmpty() ? refused : refused.at(path);
        }
    }

    private Class<?> find(Class<?> kind, String name, String path) {
        try {
            return catalogue.find(kind, name);
        } catch (InvalidRequestException unknown) {
            throw path.isEmpty() ? unknown : unknown.at(path);
        }
    }

    /// One plain value stands for the record's first component.
    private Object briefly(JsonNode node, Class<?> wanted, String path) {
        RecordType type = RecordType.of(wanted);
        if (type.ofWholeNumbers()) {
            return wholeNumbers(node, type, path);
        }
        if (!type.standsForFirst()) {
            String keys = type.keys().isEmpty()
                    ? "it takes no values"
                    : "write it with its keys: " + String.join(", ", type.keys());
            throw refused(path, "%s alone does not say what is meant; %s".formatted(Scalars.describe(node), keys));
        }
        RecordComponent first = type.components().getFirst();
        return create(type, Map.of(first.getName(), value(node, first.getGenericType(), path)), path);
    }

    private Object keyed(JsonNode node, Class<?> wanted, String path) {
        RecordType type = RecordType.of(wanted);
        if (node.isValueNode()
                && !node.isNull()
                && type.standsForFirst()
                && type.required().size() == 1) {
            return briefly(node, wanted, path);
        }
        if (!node.isObject() && !node.isNull()) {
            String form =
                    type.keys().isEmpty() ? "no values" : "keys with values (" + String.join(", ", type.keys()) + ")";
            throw refused(path, "expected %s, but found %s".formatted(form, Scalars.describe(node)));
        }
        Map<String, Object> given = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            RecordComponent component = component(type, entry.getKey(), path);
            if (given.containsKey(component.getName())) {
                throw refused(path, "key '%s' is given twice, under two spellings".formatted(component.getName()));
            }
            if (!entry.getValue().isNull()) {
                given.put(
                        component.getName(),
                        value(entry.getValue(), component.getGenericType(), join(path, component.getName())));
            }
        }
        return create(type, given, path);
    }

    private static RecordComponent component(RecordType type, String key, String path) {
        return type.components().stream()
                .filter(component -> Names.plain(component.getName()).equals(Names.plain(key)))
                .findFirst()
                .orElseThrow(() -> unknownKey(key, type.keys(), path));
    }

    static InvalidRequestException unknownKey(String key, List<String> known, String path) {
        if (known.isEmpty()) {
            return refused(path, "unknown key '%s'; it takes none".formatted(Check.excerpt(key)));
        }
        InvalidRequestException unknown = Check.unknown("key", key, known);
        return path.isEmpty() ? unknown : unknown.at(path);
    }

    private static Object create(RecordType type, Map<String, Object> given, String path) {
        List<String> missing = type.required().stream()
                .filter(name -> !given.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw refused(
                    path,
                    "%s %s missing; required: %s"
                            .formatted(
                                    String.join(", ", missing),
                                    missing.size() == 1 ? "is" : "are",
                                    String.join(", ", type.required())));
        }
        try {
            return type.create(given);
        } catch (InvalidRequestException refused) {
            throw path.isEmpty() ? refused : refused.at(path);
        }
    }

    private static InvalidRequestException refused(String path, String complaint) {
        InvalidRequestException refused = new InvalidRequestException(complaint);
        return path.isEmpty() ? refused : refused.at(path);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
