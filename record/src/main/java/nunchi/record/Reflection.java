package nunchi.record;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/// Reads and makes the records of this package.
final class Reflection {
    private Reflection() {}

    static String key(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key == null ? component.getName() : key.value();
    }

    static Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(component.getDeclaringRecord() + " must be public", hidden);
        }
    }

    /// @throws RuntimeException what the record's own checks throw
    static Object create(Class<?> type, Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            throw refused.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(refused.getCause());
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(type + " must be public", hidden);
        }
    }
}
