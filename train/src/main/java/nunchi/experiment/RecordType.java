package nunchi.experiment;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.check.Check;

/// What reflection says of a record: its components, which of them must be given, and what the others are when they are
/// not. Of a component that is [Inline] its own components stand in its place.
///
/// Those that must be given are the parameters of the shortest public constructor whose parameters are components, by
/// name and type; what that constructor sets the others to are their defaults.
///
/// @param required the names of the components that must be given
record RecordType(
        Class<?> type,
        List<RecordComponent> components,
        Constructor<?> canonical,
        Constructor<?> shortest,
        List<String> required) {

    static RecordType of(Class<?> type) {
        List<RecordComponent> components = components(type);
        List<Constructor<?>> constructors = Arrays.stream(type.getConstructors())
                .filter(constructor -> takesComponents(constructor, components))
                .sorted(Comparator.comparingInt(Constructor::getParameterCount))
                .toList();
        Check.require(
                !constructors.isEmpty(),
                "the record %s has no public constructor whose parameters are its components; make the record public"
                        .formatted(type.getSimpleName()));
        Constructor<?> shortest = constructors.getFirst();
        return new RecordType(
                type,
                components,
                canonical(type),
                shortest,
                Arrays.stream(shortest.getParameters()).map(Parameter::getName).toList());
    }

    private static List<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> component.isAnnotationPresent(Inline.class)
                        ? components(component.getType()).stream()
                        : Stream.of(component))
                .toList();
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), types))
                .findFirst()
                .orElseThrow();
    }

    private static boolean takesComponents(Constructor<?> constructor, List<RecordComponent> components) {
        return Arrays.stream(constructor.getParameters())
                .allMatch(parameter -> components.stream()
                        .anyMatch(component -> component.getName().equals(parameter.getName())
                                && component.getType() == parameter.getType()));
    }

    List<String> keys() {
        return components.stream().map(RecordComponent::getName).toList();
    }

    /// Whether one plain value may stand for the record: at most one component must be given, and it is the first.
    boolean standsForFirst() {
        return !components.isEmpty()
                && (required.isEmpty()
                        || required.equals(List.of(components.getFirst().getName())));
    }

    /// Whether the record is one map, so that its content is written in its place.
    boolean isMap() {
        return components.size() == 1 && components.getFirst().getType() == Map.class;
    }

    /// Whether the record is one text, so that this is written in its place.
    boolean ofText() {
        return components.size() == 1 && components.getFirst().getType() == String.class;
    }

    /// Whether the record is made of whole numbers alone and has a constructor that takes one for all of them; then it
    /// is written as that one number, or as the list of all.
    boolean ofWholeNumbers() {
        return components.size() > 1
                && components.stream().allMatch(component -> component.getType() == int.class)
                && oneForAll() != null;
    }

    private Constructor<?> oneForAll() {
        return Arrays.stream(type.getConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {int.class})
                        && !takesComponents(constructor, components))
                .findFirst()
                .orElse(null);
    }

    /// A record [#ofWholeNumbers] from one number or from one for each component.
    Object create(int[] numbers) {
        return numbers.length == 1
                ? invoke(oneForAll(), numbers[0])
                : invoke(canonical, Arrays.stream(numbers).boxed().toArray());
    }

    /// The record with the given components; all required ones must be there.
    ///
    /// @throws RuntimeException what the record's own checks throw
    Object create(Map<String, Object> given) {
        Object withDefaults = invoke(shortest, required.stream().map(given::get).toArray());
        if (required.containsAll(given.keySet())) {
            return withDefaults;
        }
        Map<String, Object> values = new HashMap<>(given);
        components.stream()
                .filter(component -> !given.containsKey(component.getName()))
                .forEach(component -> values.put(component.getName(), read(component, withDefaults)));
        return create(type, values);
    }

    /// @param values of all components, those of inline ones too
    private static Object create(Class<?> type, Map<String, Object> values) {
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
        return IntStream.range(0, components.size())
                .mapToObj(i -> read(components.get(i), instance))
                .toList();
    }

    /// The values of a record by their components.
    Map<String, Object> given(Record instance) {
        Map<String, Object> values = new HashMap<>();
        components.forEach(component -> values.put(component.getName(), read(component, instance)));
        return values;
    }

    /// The same record with another value of one component.
    ///
    /// @throws RuntimeException what the record's own checks throw
    @SuppressWarnings("unchecked")
    static <T extends Record> T with(T record, String component, Object value) {
        return (T) with(record, Collections.singletonMap(component, value));
    }

    /// The same record with other values of some components.
    ///
    /// @throws RuntimeException what the record's own checks throw
    static Object with(Record record, Map<String, Object> changes) {
        RecordType type = of(record.getClass());
        if (!type.keys().containsAll(changes.keySet())) {
            throw new IllegalArgumentException(
                    "%s has no components %s".formatted(record.getClass(), changes.keySet()));
        }
        Map<String, Object> values = type.given(record);
        values.putAll(changes);
        return create(record.getClass(), values);
    }

    /// @param component of the record, or of one of its inline components
    static Object read(RecordComponent component, Object instance) {
        return component.getDeclaringRecord().isInstance(instance)
                ? own(component, instance)
                : Arrays.stream(instance.getClass().getRecordComponents())
                        .filter(each -> each.isAnnotationPresent(Inline.class))
                        .filter(each -> holds(each.getType(), component))
                        .map(each -> read(component, own(each, instance)))
                        .toList()
                        .getFirst();
    }

    private static boolean holds(Class<?> type, RecordComponent component) {
        return components(type).stream().anyMatch(each -> each.getDeclaringRecord() == component.getDeclaringRecord());
    }

    private static Object own(RecordComponent component, Object instance) {
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
