package nunchi.cpu.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import nunchi.graph.op.Window;

/// Along one axis, the sources of every target: of a step, the places under its window; the other way round, of a
/// place, the steps whose windows cover it. Many targets have the same sources but for where the first lies: they share
/// a pattern.
final class Reach {
    private static final int NONE = -1;

    private final int[] first;
    private final int[] pattern;
    private final List<Pattern> patterns = new ArrayList<>();

    /// @param points    the window's points at which there is a source, in their order
    /// @param distances of the sources from the first
    record Pattern(List<Integer> points, List<Integer> distances) {}

    private Reach(int kernel, int targets, IntBinaryOperator source) {
        first = new int[targets];
        pattern = new int[targets];
        for (int target = 0; target < targets; target++) {
            List<Integer> points = new ArrayList<>();
            List<Integer> distances = new ArrayList<>();
            for (int k = 0; k < kernel; k++) {
                int place = source.applyAsInt(target, k);
                if (place != NONE) {
                    first[target] = points.isEmpty() ? place : first[target];
                    points.add(k);
                    distances.add(place - first[target]);
                }
            }
            pattern[target] = number(new Pattern(points, distances));
        }
    }

    private int number(Pattern wanted) {
        int number = patterns.indexOf(wanted);
        if (number < 0) {
            number = patterns.size();
            patterns.add(wanted);
        }
        return number;
    }

    /// From steps to the places under their windows.
    static Reach ofSteps(Window.Axis axis, int steps, int places) {
        return new Reach(axis.kernel(), steps, (step, k) -> {
            int place = axis.place(step, k);
            return place >= 0 && place < places ? place : NONE;
        });
    }

    /// From places to the steps that cover them.
    static Reach ofPlaces(Window.Axis axis, int places, int steps) {
        return new Reach(axis.kernel(), places, (place, k) -> {
            int distance = place + axis.before() - k * axis.dilation();
            return distance >= 0 && distance % axis.stride() == 0 && distance / axis.stride() < steps
                    ? distance / axis.stride()
                    : NONE;
        });
    }

    int targets() {
        return first.length;
    }

    /// The first source; 0 where there is none.
    int first(int target) {
        return first[target];
    }

    /// The number of the target's pattern.
    int pattern(int target) {
        return pattern[target];
    }

    List<Pattern> patterns() {
        return patterns;
    }
}
