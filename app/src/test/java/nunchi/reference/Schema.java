package nunchi.reference;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nunchi.codec.Catalogue;
import nunchi.codec.Names;
import nunchi.codec.RecordCodec;
import nunchi.codec.RecordType;
import nunchi.codec.Scalars;
import nunchi.codec.Tree;

/// The keys of a file as rows of a table, and what else must be documented for them to be understood.
final class Schema {
    private static final Pattern UNIT = Pattern.compile("\\bin (pixels|seconds|degrees|epochs|milliseconds)\\b");

    private final DocComments comments;
    /// The headings of records and of kinds.
    private final Map<Class<?>, String> headings = new LinkedHashMap<>();
    private final Set<Class<?>> kinds = new LinkedHashSet<>();

    Schema(DocComments comments) {
        this.comments = comments;
    }

    /// Where a type is documented; the first place that is told counts.
    ///
    /// @return whether it is this one
    boolean head(Class<?> type, String heading) {
        return headings.putIfAbsent(type, heading) == null;
    }

    /// Where a type is documented.
    String heading(Class<?> type) {
        return Objects.requireNonNull(headings.get(type), type::toString);
    }

    /// The open kinds that the keys so far name, in the order in which they were met.
    List<Class<?>> kinds() {
        return List.copyOf(kinds);
    }

    /// The records that have keys of their own below a record's, by their keys.
    SequencedMap<String, Class<?>> below(Class<?> record) {
        SequencedMap<String, Class<?>> found = new LinkedHashMap<>();
        for (RecordType.Part part : RecordType.of(record).parts()) {
            for (Class<?> type : named(part.type())) {
                if (Catalogue.standard().knows(type)) {
                    kinds.add(type);
                } else if (type.isRecord() && isKeyed(type)) {
                    found.put(part.key(), type);
                }
            }
        }
        return found;
    }

    private static List<Class<?>> named(Type type) {
        if (type instanceof ParameterizedType of) {
            List<Class<?>> inner = new ArrayList<>();
            Arrays.stream(of.getActualTypeArguments()).forEach(each -> inner.addAll(named(each)));
            return inner;
        }
        return List.of((Class<?>) type);
    }

    /// Whether a record is written with its keys, and not as one text or as whole numbers.
    private static boolean isKeyed(Class<?> type) {
        RecordType record = RecordType.of(type);
        return !record.ofText() && !record.ofWholeNumbers();
    }

    /// A table's rows: key, type, default, range, meaning.
    List<List<String>> rows(Class<?> type) {
        List<Record> samples = List.of(Sample.of(type), Sample.another(type));
        return RecordType.of(type).parts().stream()
                .map(part -> row(samples, part))
                .toList();
    }

    private List<String> row(List<Record> samples, RecordType.Part part) {
        String meaning = meaning(part);
        String value = defaultOf(samples, part);
        comments.requireDefault(part.path().getLast().getDeclaringRecord(), part.name(), value);
        Matcher unit = UNIT.matcher(meaning);
        String type = words(part.type()) + (unit.find() ? ", " + unit.group(1) : "");
        return List.of(Markdown.code(part.key()), type, value, range(samples, part), meaning);
    }

    /// That of every sample, or the key whose value it is in all of them.
    private static String defaultOf(List<Record> samples, RecordType.Part part) {
        RecordType record = RecordType.of(samples.getFirst().getClass());
        if (record.required().contains(part.name())) {
            return "required";
        }
        List<Tree.Fields> trees = samples.stream()
                .map(RecordCodec.ofPerson(Catalogue.standard())::tree)
                .toList();
        if (trees.stream().map(tree -> tree.path(part.key())).distinct().count() == 1) {
            return inWords(trees.getFirst().path(part.key()));
        }
        return record.required().stream()
                .filter(key -> trees.stream().allMatch(tree -> tree.path(key).equals(tree.path(part.key()))))
                .findFirst()
                .map(key -> "as " + Markdown.code(key))
                .orElseThrow();
    }

    String meaning(RecordType.Part part) {
        return comments.of(part.path().getLast().getDeclaringRecord(), part.name());
    }

    private static String range(List<Record> samples, RecordType.Part part) {
        Class<?> raw = named(part.type()).getLast();
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(each -> Markdown.code(Scalars.spelling(each)))
                    .reduce((before, next) -> before + ", " + next)
                    .orElse("");
        }
        return Limits.of(samples, part);
    }

    private static String inWords(Tree value) {
        boolean empty = value.isContainer() && value.size() == 0;
        return value.isNone() ? "none" : empty ? "empty" : Markdown.code(number(value.unquoted()));
    }

    /// `32` for `32.0`, `1e-7` for `1.0E-7`.
    private static String number(String text) {
        return text.replaceAll("(?<=\\d)\\.0(?![\\d])", "").replaceAll("(?<=\\d)E(?=-?\\d)", "e");
    }

    /// What is written for a value of a type.
    String words(Type type) {
        if (type instanceof ParameterizedType of) {
            Type element = of.getActualTypeArguments()[of.getActualTypeArguments().length - 1];
            String words = words(element);
            boolean plural = words.matches("text|number|whole number|any value");
            return of.getRawType() == List.class
                    ? "list of " + words + (plural ? "s" : "")
                    : "keys, each with " + words;
        }
        Class<?> raw = (Class<?>) type;
        String heading = headings.get(raw);
        if ("".equals(heading)) {
            return "the keys of this file";
        }
        if (heading != null) {
            return Markdown.link(Catalogue.standard().knows(raw) ? Names.of(raw) : "keys", heading);
        }
        if (raw.isRecord()) {
            RecordType record = RecordType.of(raw);
            return record.ofText() ? "text" : "whole number, or list " + Markdown.code(list(record));
        }
        return raw.isEnum() ? "name" : plain(raw);
    }

    /// What stands for a record of whole numbers: `[rows, columns]`.
    static String list(RecordType record) {
        return record.parts().stream().map(RecordType.Part::key).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String plain(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "whole number";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "text";
            case "Tree", "Object" -> "any value";
            default -> throw new IllegalStateException("no words for the type " + type);
        };
    }
}
