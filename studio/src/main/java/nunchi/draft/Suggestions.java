package nunchi.draft;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.codec.Names;
import nunchi.codec.RecordType;
import nunchi.codec.RecordType.Part;
import nunchi.codec.Scalars;
import nunchi.data.DataCatalogue;
import nunchi.data.DataSource;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import org.jspecify.annotations.Nullable;

/// What may be written at a place of an experiment file, as the records say that it becomes: keys, names of the
/// catalogue, names of data sets.
public final class Suggestions {
    private static final String NAME = "name";

    private final Catalogue catalogue;
    private final DataCatalogue data;

    /// A suggestion.
    ///
    /// @param text    key or name
    /// @param written what replaces that which was begun: the key with its colon
    /// @param note    type of a key's value, and whether it must be given; what a data set holds
    public record Suggestion(String text, String written, String note) {}

    /// A place in the schema.
    ///
    /// @param part the component whose value stands there; null for the file and for elements
    private record Place(Type type, @Nullable Part part) {}

    /// @param catalogue records that files may name
    /// @param data      data sets that they may name
    public Suggestions(Catalogue catalogue, DataCatalogue data) {
        this.catalogue = catalogue;
        this.data = data;
    }

    /// In the order of the schema, those that begin as was begun before those that hold it elsewhere; empty where
    /// nothing is known.
    public List<Suggestion> at(CaretPlace caret) {
        String begun = Names.plain(caret.begun());
        Place place = place(caret.path());
        if (place == null || caret.equals(CaretPlace.NOWHERE)) {
            return List.of();
        }
        List<Suggestion> all = (caret.value() ? values(place, caret) : keys(place.type(), caret)).toList();
        return Stream.of(true, false)
                .flatMap(first -> all.stream().filter(each -> {
                    String text = Names.plain(each.text());
                    return text.startsWith(begun) == first && text.contains(begun);
                }))
                .toList();
    }

    private @Nullable Place place(List<String> path) {
        Place place = new Place(Experiment.class, null);
        for (String element : path) {
            place = place == null ? null : within(place.type(), element);
        }
        return place;
    }

    private @Nullable Place within(Type type, String element) {
        Class<?> raw = RecordType.raw(type);
        if (raw == List.class) {
            Type inner = argument(type);
            return element.equals(CaretPlace.ELEMENT) ? new Place(inner, null) : within(inner, element);
        }
        if (element.equals(CaretPlace.ELEMENT)) {
            return null;
        }
        if (raw == Map.class || raw == SequencedMap.class) {
            return new Place(argument(type), null);
        }
        if (catalogue.knows(raw)) {
            return named(raw, element);
        }
        return raw.isRecord() ? component(type, element) : null;
    }

    private @Nullable Place named(Class<?> kind, String name) {
        try {
            return new Place(catalogue.find(kind, name), null);
        } catch (InvalidRequestException unknown) {
            return null;
        }
    }

    private @Nullable Place component(Type record, String key) {
        RecordType type = RecordType.of(record);
        if (type.isMap()) {
            return within(type.parts().getFirst().type(), key);
        }
        return type.parts().stream()
                .filter(part -> Names.plain(part.key()).equals(Names.plain(key)))
                .findFirst()
                .map(part -> new Place(part.type(), part))
                .orElse(null);
    }

    /// Of a list or of keys, what their values are.
    private static Type argument(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    private Stream<Suggestion> keys(Type type, CaretPlace caret) {
        Class<?> raw = RecordType.raw(type);
        if (raw == List.class) {
            return keys(argument(type), caret);
        }
        if (catalogue.knows(raw)) {
            return catalogue.of(raw).stream().map(each -> key(Names.of(each), ""));
        }
        if (!raw.isRecord()) {
            return Stream.of();
        }
        RecordType record = RecordType.of(type);
        List<String> required = record.required();
        return record.parts().stream()
                .filter(part -> !caret.before().contains(part.key()))
                .map(part -> key(
                        part.key(), words(part.type()) + (required.contains(part.name()) ? ", must be given" : "")));
    }

    private static Suggestion key(String text, String note) {
        return new Suggestion(text, text + ": ", note);
    }

    private Stream<Suggestion> values(Place place, CaretPlace caret) {
        Class<?> raw = RecordType.raw(place.type());
        if (raw == List.class) {
            return values(new Place(argument(place.type()), place.part()), caret);
        }
        if (isDataSet(place.part())) {
            return data.sources().stream().map(Suggestions::set);
        }
        if (catalogue.knows(raw)) {
            return catalogue.of(raw).stream().map(each -> name(each, caret.listed()));
        }
        if (raw.isRecord()) {
            RecordType record = RecordType.of(place.type());
            Part first = record.parts().isEmpty() ? null : record.parts().getFirst();
            return caret.listed()
                    ? keys(place.type(), caret)
                    : first != null && record.standsForFirst()
                            ? values(new Place(first.type(), first), caret)
                            : Stream.of();
        }
        return plain(raw).map(each -> new Suggestion(each, each, ""));
    }

    private static boolean isDataSet(@Nullable Part part) {
        return part != null
                && part.path().getLast().getDeclaringRecord() == DataSettings.class
                && part.key().equals(NAME);
    }

    private static Suggestion set(DataSource set) {
        return new Suggestion(set.name(), set.name(), set.description());
    }

    /// A name alone where it needs no keys, else with a brace, or with a colon where the line may go on with keys.
    private static Suggestion name(Class<?> type, boolean listed) {
        String name = Names.of(type);
        List<String> required = RecordType.of(type).required();
        String written = required.isEmpty() ? name : listed ? name + ": " : "{" + name + ": ";
        return new Suggestion(name, written, String.join(", ", required));
    }

    private static Stream<String> plain(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Scalars::spelling);
        }
        return type == boolean.class || type == Boolean.class ? Stream.of("true", "false") : Stream.of();
    }

    private String words(Type type) {
        Class<?> raw = RecordType.raw(type);
        if (raw == List.class) {
            return "list: " + words(argument(type));
        }
        if (catalogue.knows(raw)) {
            return Names.of(raw);
        }
        if (raw.isEnum()) {
            return String.join(", ", plain(raw).toList());
        }
        return switch (raw.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "whole number";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "text";
            case "Tree", "Object" -> "any value";
            default -> "keys";
        };
    }
}
