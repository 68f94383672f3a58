package nunchi.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import nunchi.check.InvalidRequestException;
import nunchi.codec.RecordType;

/// Which numbers a component may be, found by trying: a record refuses the others.
final class Limits {
    private static final double[] TRIED = DoubleStream.of(
                    Double.MAX_VALUE, 1e9, 1e6, 4096, 1024, 360, 180, 90, 45, 10, 5, 4, 3, 2, 1.5, 1, 0.75, 0.5, 0.1, 0)
            .flatMap(value -> DoubleStream.of(value, -value))
            .sorted()
            .distinct()
            .toArray();

    /// Ends of a range that another component may have by chance.
    private static final Set<String> COMMON = Set.of("0", "1", "2");

    private Limits() {}

    /// In words; empty where all numbers are allowed, where the component is no number, where those allowed do not lie
    /// next to each other, and where they depend on other components.
    ///
    /// @param samples records with several values of the other components
    static String of(List<Record> samples, RecordType.Part part) {
        List<String> all =
                samples.stream().map(sample -> of(sample, part)).distinct().toList();
        Set<String> others = samples.stream()
                .flatMap(sample -> RecordType.of(sample.getClass()).given(sample).values().stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
        String end = all.getFirst().replaceFirst(".* ", "");
        boolean depends = all.size() > 1 || !COMMON.contains(end) && others.contains(end);
        return depends ? "" : all.getFirst();
    }

    private static String of(Record sample, RecordType.Part part) {
        return switch (part.type().getTypeName()) {
            case "int", "java.lang.Integer" -> whole(value -> takes(sample, part, (int) value), Integer.MAX_VALUE);
            case "long", "java.lang.Long" -> whole(value -> takes(sample, part, (long) value), 1L << 53);
            case "double", "java.lang.Double" -> fraction(value -> takes(sample, part, value));
            default -> "";
        };
    }

    private static boolean takes(Record sample, RecordType.Part part, Object value) {
        try {
            RecordType.with(sample, part.name(), value);
            return true;
        } catch (InvalidRequestException refused) {
            return false;
        }
    }

    private static String whole(DoublePredicate allowed, double most) {
        double[] tried = Arrays.stream(TRIED)
                .filter(value -> value == Math.rint(value) && Math.abs(value) < most)
                .toArray();
        double[] ends = ends(tried, allowed);
        double low = Math.ceil(ends[0]);
        double high = Math.floor(ends[1]);
        return inWords(ends[0] == tried[0] ? "" : count(low), ends[1] == tried[tried.length - 1] ? "" : count(high));
    }

    private static String count(double value) {
        return "%,d".formatted((long) value);
    }

    private static String inWords(String low, String high) {
        if (low.isEmpty()) {
            return high.isEmpty() ? "" : "at most " + high;
        }
        return high.isEmpty() ? "at least " + low : low + " to " + high;
    }

    private static String fraction(DoublePredicate allowed) {
        double[] ends = ends(TRIED, allowed);
        String low = ends[0] == TRIED[0] ? "" : end(ends[0], Math.nextDown(ends[0]), "above ", "at least ");
        String high =
                ends[1] == TRIED[TRIED.length - 1] ? "" : end(ends[1], Math.nextUp(ends[1]), "below ", "at most ");
        boolean closed = low.startsWith("at") && high.startsWith("at");
        return closed
                ? low.replace("at least ", "") + " to " + high.replace("at most ", "")
                : low + (low.isEmpty() || high.isEmpty() ? "" : ", ") + high;
    }

    /// An end that is itself a round number is allowed; beside a round number that is not, it is as near as can be.
    private static String end(double value, double beyond, String open, String closed) {
        boolean round =
                Double.toString(value).length() <= Double.toString(beyond).length();
        String text = Double.toString(round ? value : beyond)
                .replaceFirst("\\.0$", "")
                .replace("-0", "0");
        return (round ? closed : open) + text;
    }

    /// The least and the greatest number allowed.
    private static double[] ends(double[] tried, DoublePredicate allowed) {
        int first = 0;
        while (!allowed.test(tried[first])) {
            first++;
        }
        int last = tried.length - 1;
        while (!allowed.test(tried[last])) {
            last--;
        }
        boolean gap = Arrays.stream(tried, first, last + 1).anyMatch(value -> !allowed.test(value));
        return new double[] {
            gap || first == 0 ? tried[0] : bisected(tried[first], tried[first - 1], allowed),
            gap || last == tried.length - 1 ? tried[tried.length - 1] : bisected(tried[last], tried[last + 1], allowed)
        };
    }

    /// The last allowed number on the way to one that is not.
    private static double bisected(double from, double to, DoublePredicate allowed) {
        double in = from;
        double out = to;
        while (Math.nextAfter(in, out) != out) {
            double middle = in / 2 + out / 2;
            double next = middle == in || middle == out ? Math.nextAfter(in, out) : middle;
            if (allowed.test(next)) {
                in = next;
            } else {
                out = next;
            }
        }
        return in;
    }
}
