package nunchi.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.check.Check;

/// Where a key belongs that stands in the wrong place of a file. The records of the schema are searched for a component
/// with this key, then the open kinds for a record with this name. Of an open kind, only the records that the file
/// names are searched.
final class KeyPlaces {
    private static final int MOST = 2;
    private static final int MOST_SHOWN = 60;

    /// A record of the schema, and what the file has of it.
    private record Place(Class<?> type, Tree content, List<String> path) {}

    /// Where a key may stand.
    ///
    /// @param fits whether its value can be read there
    private record Found(List<String> path, String key, boolean inList, boolean fits) {}

    private final RecordReader reader;
    private final Catalogue catalogue;
    private final List<Place> places = new ArrayList<>();

    /// @param reader tries values
    /// @param file   the whole file
    /// @param type   the record that it is read into
    KeyPlaces(RecordReader reader, Catalogue catalogue, Tree file, Class<?> type) {
        this.reader = reader;
        this.catalogue = catalogue;
        Set<Class<?>> seen = new HashSet<>();
        Queue<Place> queue = new ArrayDeque<>(List.of(new Place(type, file, List.of())));
        while (!queue.isEmpty()) {
            Place place = queue.remove();
            if (seen.add(place.type()) || !place.content().isAbsent()) {
                places.add(place);
                for (RecordType.Part part : RecordType.of(place.type()).parts()) {
                    Tree content = place.content().path(part.key());
                    within(part.type(), content, joined(place.path(), part.key()))
                            .forEach(queue::add);
                }
            }
        }
    }

    /// The same key in a complete tree.
    ///
    /// @return ` It belongs under data: data.batch.`; empty if the tree does not have the key
    static String hintWithin(Tree whole, String key) {
        Queue<Map.Entry<String, Tree>> queue = new ArrayDeque<>(List.of(Map.entry("", whole)));
        while (!queue.isEmpty()) {
            Map.Entry<String, Tree> place = queue.remove();
            for (Map.Entry<String, Tree> each : place.getValue().entries().entrySet()) {
                String path = RecordReader.join(place.getKey(), each.getKey());
                if (same(each.getKey(), key)) {
                    return place.getKey().isEmpty()
                            ? " It belongs at the top level: %s.".formatted(path)
                            : " It belongs under %s: %s.".formatted(place.getKey(), path);
                }
                queue.add(Map.entry(path, each.getValue()));
            }
            List<Tree> elements = place.getValue().elements();
            for (int i = 0; i < elements.size(); i++) {
                queue.add(Map.entry(RecordReader.join(place.getKey(), "" + i), elements.get(i)));
            }
        }
        return "";
    }

    /// @return ` It belongs under data: {batch: 32}.`; empty if no place is known
    String hint(String key, Tree value) {
        List<Found> all =
                Stream.concat(components(key, value), names(key, value)).toList();
        List<Found> fitting = all.stream().filter(Found::fits).toList();
        List<Found> best = fitting.isEmpty() ? all : fitting;
        return best.stream()
                .filter(each -> each.path().size() == best.getFirst().path().size())
                .limit(MOST)
                .map(each -> written(each, value))
                .reduce((first, second) -> first + " or " + second)
                .map(" It belongs %s."::formatted)
                .orElse("");
    }

    private Stream<Found> components(String key, Tree value) {
        return places.stream()
                .flatMap(place -> RecordType.of(place.type()).parts().stream()
                        .filter(part -> same(part.key(), key))
                        .map(part -> new Found(place.path(), part.key(), false, reader.fits(value, part.type()))));
    }

    private Stream<Found> names(String key, Tree value) {
        return places.stream()
                .flatMap(place -> RecordType.of(place.type()).parts().stream()
                        .flatMap(part -> names(joined(place.path(), part.key()), part.type(), key, value)));
    }

    private Stream<Found> names(List<String> path, Type type, String key, Tree value) {
        boolean inList = RecordType.raw(type) == List.class;
        Class<?> kind = RecordType.raw(inList ? argument(type, 0) : type);
        return !catalogue.knows(kind)
                ? Stream.of()
                : catalogue.of(kind).stream()
                        .map(Names::of)
                        .filter(name -> same(name, key))
                        .map(name -> new Found(path, name, inList, reader.fits(Tree.of(Map.of(name, value)), kind)));
    }

    /// The records that begin at a component.
    private Stream<Place> within(Type type, Tree content, List<String> path) {
        Class<?> raw = RecordType.raw(type);
        if (raw == List.class && content instanceof Tree.Sequence(List<Tree> elements)) {
            List<Place> found = new ArrayList<>();
            for (int i = 0; i < elements.size(); i++) {
                within(argument(type, 0), elements.get(i), joined(path, "" + i)).forEach(found::add);
            }
            return found.stream();
        }
        if (!catalogue.knows(raw)) {
            return raw.isRecord() ? Stream.of(new Place(raw, content, path)) : Stream.of();
        }
        String name = content instanceof Tree.Fields fields && fields.size() == 1
                ? fields.entries().firstEntry().getKey()
                : content.inWords();
        return catalogue.of(raw).stream()
                .filter(record -> Names.canonical(Names.of(record)).equals(Names.canonical(name)))
                .map(record -> new Place(record, content.path(name), joined(path, Names.of(record))));
    }

    private static String written(Found found, Tree value) {
        String words = value.isContainer() ? value.unquoted() : Check.excerpt(value.inWords());
        String shown = value.isNone() || words.length() > MOST_SHOWN ? "…" : words;
        String text = "%s: %s".formatted(found.key(), shown);
        if (found.path().isEmpty()) {
            return "at the top level: " + text;
        }
        String path = String.join(".", found.path());
        if (path.matches(".*\\.\\d+(\\..*)?")) {
            return "under %s: {%s}".formatted(path, text);
        }
        String nested = "{%s}".formatted(text);
        String first = found.inList() ? "[%s]".formatted(nested) : nested;
        return "under %s: %s%s"
                .formatted(
                        String.join(": {", found.path()),
                        first,
                        "}".repeat(found.path().size() - 1));
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static boolean same(String one, String other) {
        return Names.plain(one).equals(Names.plain(other));
    }

    private static List<String> joined(List<String> path, String key) {
        return Stream.concat(path.stream(), Stream.of(key)).toList();
    }
}
