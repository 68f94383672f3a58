package nunchi.codec;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nunchi.check.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/// What reflection says of a record: its components, which of them must be given, and what the others are when they are
/// not. Of a component that is [Inline] its own components stand in its place.
///
/// Those that must be given are the parameters of the shortest public constructor whose parameters are components, by
/// name and type; what that constructor sets the others to are their defaults.
public record RecordType(Class<?> type, List<Part> parts) {
    private static final ClassValue<RecordType> OF_CLASSES = new ClassValue<>() {
        @Override
        public RecordType computeValue(Class<?> type) {
            return new RecordType(type, components(type, List.of()));
        }
    };

    /// A component that has a key in a file.
    ///
    /// @param path the inline components that it lies in, the outermost first, and itself
    /// @param type with the types that stand for the variables of the record's declaration
    public record Part(List<RecordComponent> path, Type type) {

        /// In Java.
        public String name() {
            return path.getLast().getName();
        }

        /// In a file.
        public String key() {
            Key key = path.getLast().getAnnotation(Key.class);
            return key == null ? name() : key.value();
        }

        boolean is(Class<? extends Annotation> annotation) {
            return path.getLast().isAnnotationPresent(annotation);
        }

        /// Whether a record has the inline components that it lies in.
        boolean isWithin(Object instance) {
            return of(instance, path.subList(0, path.size() - 1)) != null;
        }

        /// Of a record; null where an inline component that it lies in is null.
        @Nullable
        Object of(Object instance) {
            return of(instance, path);
        }

        private static @Nullable Object of(Object instance, List<RecordComponent> path) {
            Object value = instance;
            for (RecordComponent component : path) {
                value = value == null ? null : read(component, value);
            }
            return value;
        }
    }

    /// @param type a record, or one with the types of its variables
    public static RecordType of(Type type) {
        return type instanceof Class<?> plain
                ? OF_CLASSES.get(plain)
                : new RecordType(raw(type), components(type, List.of()));
    }

    private static List<Part> components(Type type, List<RecordComponent> outer) {
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : raw(type).getRecordComponents()) {
            Type inner = argument(component.getGenericType(), type);
            List<RecordComponent> path =
                    Stream.concat(outer.stream(), Stream.of(component)).toList();
            parts.addAll(
                    component.isAnnotationPresent(Inline.class)
                            ? components(inner, path)
                            : List.of(new Part(path, inner)));
        }
        return List.copyOf(parts);
    }

    /// A type without its arguments.
    public static Class<?> raw(Type type) {
        return type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
    }

    /// The type that stands for a variable of a record's declaration.
    private static Type argument(Type declared, Type record) {
        if (!(declared instanceof TypeVariable<?> variable)) {
            return declared;
        }
        int index = List.of(raw(record).getTypeParameters()).indexOf(variable);
        return record instanceof ParameterizedType of ? of.getActualTypeArguments()[index] : Object.class;
    }

    private Constructor<?> shortest() {
        return Arrays.stream(type.getConstructors())
                .filter(this::takesComponents)
                .min(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow(() -> new InvalidRequestException(
                        "the record %s has no public constructor whose parameters are its components; make the record public"
                                .formatted(type.getSimpleName())));
    }

    private boolean takesComponents(Constructor<?> constructor) {
        return Arrays.stream(constructor.getParameters())
                .allMatch(parameter -> parts.stream()
                        .anyMatch(part -> part.name().equals(parameter.getName())
                                && part.path().getLast().getType() == parameter.getType()));
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), types))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " must be public"));
    }

    /// The names of the components that must be given.
    public List<String> required() {
        return Arrays.stream(shortest().getParameters()).map(Parameter::getName).toList();
    }

    List<String> keys() {
        return parts.stream().map(Part::key).toList();
    }

    /// Whether one plain value may stand for the record: at most one component must be given, and it is the first.
    public boolean standsForFirst() {
        return !parts.isEmpty()
                && (required().isEmpty()
                        || required().equals(List.of(parts.getFirst().name())));
    }

    /// Whether the record is one map, so that its content is written in its place.
    public boolean isMap() {
        return parts.size() == 1 && raw(parts.getFirst().type()) == Map.class;
    }

    /// Whether the record is one text, so that this is written in its place.
    public boolean ofText() {
        return parts.size() == 1 && parts.getFirst().type() == String.class;
    }

    /// Whether the record is made of whole numbers alone and has a constructor that takes one for all of them; then it
    /// is written as that one number, or as the list of all.
    public boolean ofWholeNumbers() {
        return parts.size() > 1 && parts.stream().allMatch(part -> part.type() == int.class) && oneForAll() != null;
    }

    private @Nullable Constructor<?> oneForAll() {
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {int.class})
                        && !takesComponents(constructor))
                .findFirst()
                .orElse(null);
    }

    /// A record [#ofWholeNumbers] from one number or from one for each component.
    Object create(int[] numbers) {
        return numbers.length == 1
                ? invoke(Objects.requireNonNull(oneForAll()), numbers[0])
                : invoke(canonical(type), Arrays.stream(numbers).boxed().toArray());
    }

    /// The record with the given components; all required ones must be there.
    ///
    /// @param given by their names in Java
    /// @throws RuntimeException what the record's own checks throw
    public Object create(Map<String, Object> given) {
        List<String> required = required();
        Object withDefaults =
                invoke(shortest(), required.stream().map(given::get).toArray());
        if (required.containsAll(given.keySet())) {
            return withDefaults;
        }
        Map<String, Object> values = new HashMap<>(given);
        parts.stream()
                .filter(part -> !given.containsKey(part.name()))
                .forEach(part -> values.put(part.name(), part.of(withDefaults)));
        return create(type, values);
    }

    /// @param values of all components by their names in Java, those of inline ones too
    static Object create(Class<?> type, Map<String, Object> values) {
        return invoke(
                canonical(type),
                Arrays.stream(type.getRecordComponents())
                        .map(own -> own.isAnnotationPresent(Inline.class)
                                ? create(own.getType(), values)
                                : values.get(own.getName()))
                        .toArray());
    }

    /// The values of a record, in the order of its components.
    List<Object> values(Object instance) {
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> values.add(part.of(instance)));
        return values;
    }

    /// The values of a record by their components' names.
    public Map<String, Object> given(Record instance) {
        Map<String, Object> values = new HashMap<>();
        parts.forEach(part -> values.put(part.name(), part.of(instance)));
        return values;
    }

    /// The same record with another value of one component.
    ///
    /// @throws RuntimeException what the record's own checks throw
    @SuppressWarnings("unchecked")
    public static <T extends Record> T with(T record, String component, @Nullable Object value) {
        return (T) with(record, Collections.singletonMap(component, value));
    }

    /// The same record with other values of some components.
    ///
    /// @throws RuntimeException what the record's own checks throw
    public static Object with(Record record, Map<String, Object> changes) {
        RecordType type = of(record.getClass());
        if (!type.parts.stream().map(Part::name).toList().containsAll(changes.keySet())) {
            throw new IllegalArgumentException(
                    "%s has no components %s".formatted(record.getClass(), changes.keySet()));
        }
        Map<String, Object> values = type.given(record);
        values.putAll(changes);
        return create(record.getClass(), values);
    }

    /// A record of some components of another, those with its names.
    ///
    /// @param type whose components the other record has too
    @SuppressWarnings("unchecked")
    public static <T extends Record> T part(Record record, Class<T> type) {
        return (T) create(type, of(record.getClass()).given(record));
    }

    private static Object read(RecordComponent component, Object instance) {
        try {
            return component.getAccessor().invoke(instance);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(
                    component.getDeclaringRecord() + " must be public, in an exported package", hidden);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static Object invoke(Constructor<?> constructor, Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            throw refused.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(
                    constructor.getDeclaringClass() + " must be public, in an exported package", hidden);
        }
    }
}
