package nunchi.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Types whose values stand in a file in a form of their own.
record Forms(Map<Class<?>, Form> byType) {
    static final Forms NONE = new Forms(Map.of());

    /// @param read from a tree and its path, for complaints
    record Form(BiFunction<Tree, String, Object> read, Function<Object, Tree> write) {}

    <T> Forms with(Class<T> type, BiFunction<Tree, String, T> read, Function<T, Tree> write) {
        Map<Class<?>, Form> extended = new HashMap<>(byType);
        extended.put(type, new Form(read::apply, value -> write.apply(type.cast(value))));
        return new Forms(Map.copyOf(extended));
    }

    boolean has(Class<?> type) {
        return byType.containsKey(type);
    }

    Object read(Class<?> type, Tree node, String path) {
        return Objects.requireNonNull(byType.get(type)).read.apply(node, path);
    }

    Tree write(Object value) {
        return Objects.requireNonNull(byType.get(value.getClass())).write.apply(value);
    }
}
