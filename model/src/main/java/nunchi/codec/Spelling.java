package nunchi.codec;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// The ways in which a person may write a value that has a name or is short for a record, as [RecordCodec] tells them.
final class Spelling {
    private static final String EXPLICIT = "explicit";
    /// What a bare number stands for, where the kind has it.
    private static final List<String> OF_A_NUMBER =
            List.of("constant", EXPLICIT, "random", "l2", "clipByNorm", "maxNorm");

    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.?(nan|inf(inity)?)", Pattern.CASE_INSENSITIVE);

    private final RecordReader reader;
    private final Catalogue catalogue;

    Spelling(RecordReader reader, Catalogue catalogue) {
        this.reader = reader;
        this.catalogue = catalogue;
    }

    boolean has(Class<?> type) {
        return catalogue.knows(type) || type.isRecord();
    }

    /// A value of an open kind, or a record.
    Object read(Tree node, Class<?> wanted, String path) {
        if (catalogue.knows(wanted)) {
            return named(node, wanted, path);
        }
        RecordType record = RecordType.of(wanted);
        return record.ofWholeNumbers() && !(node instanceof Tree.Fields)
                ? wholeNumbers(node, record, path)
                : keyed(node, wanted, path);
    }

    /// Whether a node is the one element of a list that was not written.
    boolean standsAlone(Tree node, Type element) {
        if (node.isNull() || node instanceof Tree.Sequence || !(element instanceof Class<?> type)) {
            return false;
        }
        boolean named = catalogue.knows(type) && (node instanceof Tree.Text || node.size() == 1);
        return named
                || !node.isContainer() && type == String.class
                || node instanceof Tree.Fields && node.size() > 0 && type.isRecord();
    }

    /// A value of an open kind.
    private Object named(Tree node, Class<?> kind, String path) {
        String plain = node instanceof Tree.Number
                ? plainName(kind, OF_A_NUMBER)
                : node instanceof Tree.Sequence ? plainName(kind, List.of(EXPLICIT)) : null;
        if (plain != null) {
            return briefly(node, catalogue.find(kind, plain), path);
        }
        if (node instanceof Tree.Text(String text)) {
            boolean number = NOT_FINITE.matcher(text).matches() && plainName(kind, OF_A_NUMBER) != null;
            if (number) {
                throw Scalars.refused(path, "expected a finite number, but found '%s'".formatted(text));
            }
            return RecordReader.create(RecordType.of(find(kind, text, path)), Map.of(), RecordReader.join(path, text));
        }
        if (!(node instanceof Tree.Fields) || node.size() != 1) {
            throw noName(node, kind, path);
        }
        String name = node.entries().firstEntry().getKey();
        Class<?> type = find(kind, name, path);
        Tree content = node.path(name);
        String inner = RecordReader.join(path, name);
        boolean keys = (content instanceof Tree.Fields || content.isNull())
                && !RecordType.of(type).isMap()
                && !isFirst(content, RecordType.of(type));
        return keys ? keyed(content, type, inner) : briefly(content, type, inner);
    }

    /// Whether a node with one key is not the record, but the first component of an open kind, under its name:
    /// `bidirectional: {lstm: {units: 64}}`.
    private boolean isFirst(Tree content, RecordType type) {
        if (content.size() != 1
                || !type.standsForFirst()
                || !(type.parts().getFirst().type() instanceof Class<?> kind)
                || !catalogue.knows(kind)) {
            return false;
        }
        String name = Names.canonical(content.entries().firstEntry().getKey());
        return type.keys().stream().noneMatch(key -> Names.plain(key).equals(name))
                && catalogue.of(kind).stream()
                        .anyMatch(each -> Names.plain(Names.of(each)).equals(name));
    }

    private InvalidRequestException noName(Tree node, Class<?> kind, String path) {
        String hint = node.entries().size() > 1 ? "; its keys belong indented under its name" : "";
        List<String> known = catalogue.of(kind).stream().map(Names::of).toList();
        return Scalars.refused(
                path,
                "expected one %s, as {name: {key: value, …}} or its name alone, but found %s%s; write %s. Known: %s"
                        .formatted(
                                Names.of(kind),
                                Scalars.describe(node),
                                hint,
                                example(node, kind, path),
                                String.join(", ", known)));
    }

    /// What was meant as it is written, `test: {stratified: {amount: 0.25, seed: 101}}`, where the tree names one of
    /// the kind; else the first of the kind.
    private String example(Tree node, Class<?> kind, String path) {
        Class<?> meant = node.entries().entrySet().stream()
                .flatMap(entry -> catalogue.of(kind).stream()
                        .filter(type -> Names.plain(Names.of(type)).equals(Names.plain(entry.getKey()))))
                .findFirst()
                .orElse(null);
        if (meant == null) {
            return brief(node, kind);
        }
        RecordType type = RecordType.of(meant);
        List<String> keys = new ArrayList<>();
        node.entries().entrySet().forEach(entry -> keys.addAll(meantKeys(type, entry, Names.of(meant))));
        String last = path.substring(path.lastIndexOf('.') + 1);
        String place = last.isEmpty() || Character.isDigit(last.charAt(0)) ? "" : last + ": ";
        return keys.isEmpty()
                ? example(meant)
                : "%s{%s: {%s}}".formatted(place, Names.of(meant), String.join(", ", keys));
    }

    /// `{sgd: 0.1}` with the first of the kind that a plain value may stand for, else the first of the kind.
    private String brief(Tree node, Class<?> kind) {
        return catalogue.of(kind).stream()
                .filter(type -> !node.isContainer() && !node.isNull())
                .filter(type -> reader.fits(Tree.of(Map.of(Names.of(type), node)), kind))
                .findFirst()
                .map(type -> "{%s: %s}".formatted(Names.of(type), Scalars.inline(node)))
                .orElseGet(() -> example(catalogue.of(kind).getFirst()));
    }

    /// The keys that an entry beside or under a name gives to it: its value is the first, others stand as they are, if
    /// there are such.
    private static List<String> meantKeys(RecordType type, Map.Entry<String, Tree> entry, String name) {
        boolean named = Names.plain(entry.getKey()).equals(Names.plain(name));
        if (named && entry.getValue() instanceof Tree.Fields) {
            return entry.getValue().entries().entrySet().stream()
                    .flatMap(inner -> meantKeys(type, inner, "").stream())
                    .toList();
        }
        String key = named && !type.parts().isEmpty() ? type.parts().getFirst().key() : entry.getKey();
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
    private @Nullable String plainName(Class<?> kind, List<String> names) {
        List<String> known = catalogue.of(kind).stream().map(Names::of).toList();
        return names.stream().filter(known::contains).findFirst().orElse(null);
    }

    private static Object wholeNumbers(Tree node, RecordType type, String path) {
        int size = type.parts().size();
        boolean list = node instanceof Tree.Sequence;
        if (list ? node.size() != size : !(node instanceof Tree.Number number && number.isWhole())) {
            String found = list ? "a list of " + node.size() : Scalars.describe(node);
            throw Scalars.refused(
                    path,
                    "expected one whole number or the list [%s], but found %s"
                            .formatted(String.join(", ", type.keys()), found));
        }
        int[] numbers = new int[list ? size : 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = new Scalars(Author.PERSON).integer(list ? node.path(i) : node, list ? path + "." + i : path);
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
    private Object briefly(Tree node, Class<?> wanted, String path) {
        RecordType type = RecordType.of(wanted);
        if (type.ofWholeNumbers()) {
            return wholeNumbers(node, type, path);
        }
        if (!type.standsForFirst()) {
            String keys = type.keys().isEmpty()
                    ? "it takes no values"
                    : "write it with its keys: " + String.join(", ", type.keys());
            throw Scalars.refused(
                    path, "%s alone does not say what is meant; %s".formatted(Scalars.describe(node), keys));
        }
        RecordType.Part first = type.parts().getFirst();
        return RecordReader.create(type, Map.of(first.name(), reader.value(node, first.type(), path)), path);
    }

    private Object keyed(Tree node, Class<?> wanted, String path) {
        RecordType type = RecordType.of(wanted);
        boolean brief = !node.isContainer()
                && !node.isNull()
                && type.standsForFirst()
                && type.required().size() == 1;
        return brief ? briefly(node, wanted, path) : reader.record(node, wanted, path);
    }
}
