package nunchi.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nunchi.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// Numbers as files have them.
public final class Decimal {
    private Decimal() {}

    /// The double with the digits of a float: 0.1 and not 0.10000000149011612.
    public static double of(float value) {
        return Float.isFinite(value) ? Double.parseDouble(Float.toString(value)) : value;
    }

    /// As files have them.
    public static List<Integer> list(int... values) {
        List<Integer> list = new ArrayList<>(values.length);
        for (int value : values) {
            list.add(value);
        }
        return Collections.unmodifiableList(list);
    }

    /// The extents of a shape.
    public static List<Integer> list(Shape shape) {
        return list(shape.toArray());
    }

    /// A shape of a file.
    public static Shape shape(List<Integer> extents) {
        return Shape.of(extents.stream().mapToInt(Integer::intValue).toArray());
    }

    /// NaN where there is none.
    public static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    /// What is not finite counts as not measured.
    public static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
