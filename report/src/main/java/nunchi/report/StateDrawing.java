package nunchi.report;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.record.Float32;
import nunchi.record.StatesRecord.CellRecord;
import nunchi.record.StatesRecord.ReadRecord;
import nunchi.record.StatesRecord.ValuesRecord;
import nunchi.report.page.Chart;
import nunchi.report.page.Chart.Panel;
import nunchi.report.page.Point;
import nunchi.report.page.Series;

/// What a recurrent layer holds over the steps of single examples, as heat maps.
///
/// @param layer    with the values of all examples
/// @param examples how many there are
/// @param order    of the units, which is the same in all heat maps of the layer
record StateDrawing(CellRecord layer, int examples, List<Integer> order) {
    /// As many lines can be told apart.
    private static final int MOST_LINES = 4;
    /// More of them are no marks.
    private static final double MOST_MARKED = 0.1;
    private static final double WITHIN = 0.99;
    private static final int LARGEST = 254;
    private static final int NOT_FINITE = 255;

    /// By the mean of the state that remembers over all steps and examples.
    static StateDrawing of(CellRecord layer, int examples) {
        float[] memory = values(layer, memory(layer));
        int units = layer.units();
        double[] sums = new double[units];
        for (int i = 0; i < memory.length; i++) {
            sums[i % units] += memory[i];
        }
        List<Integer> order = IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -sums[unit]))
                .toList();
        return new StateDrawing(layer, examples, order);
    }

    /// Whether all values are there.
    static boolean drawable(CellRecord layer, int examples) {
        if (layer.path() == null
                || layer.steps() == null
                || layer.units() == null
                || layer.values().isEmpty()) {
            return false;
        }
        long size = (long) examples * layer.steps() * layer.units();
        return size > 0
                && layer.values().stream()
                        .allMatch(each -> each.name() != null && Float32.values(each.values()).length == size);
    }

    /// The cell state of an LSTM, else the state.
    static String memory(CellRecord layer) {
        List<String> names = layer.values().stream().map(ValuesRecord::name).toList();
        return names.contains("c") ? "c" : names.getFirst();
    }

    static float[] values(CellRecord layer, String name) {
        return layer.values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> Float32.values(each.values()))
                .orElseThrow();
    }

    /// A state or a gate with its letter in the formulas.
    static String title(CellRecord layer, String name) {
        return switch (name) {
            case "h" -> "state h";
            case "c" -> "cell state c";
            case "i" -> "input gate i";
            case "f" -> "forget gate f";
            case "o" -> "output gate o";
            case "z" -> "update gate z";
            case "r" -> "reset gate r";
            case "candidate" -> "lstm".equals(layer.cell()) ? "candidate c̃" : "candidate h̃";
            default -> name;
        };
    }

    /// @param number of the example among those of the layer
    Chart.Sequence chart(ReadRecord example, int number, String caption) {
        List<String> tokens = tokens(example);
        int steps = steps(example);
        List<Panel> panels = new ArrayList<>(layer.values().stream()
                .map(each -> panel(each.name(), number, steps))
                .toList());
        float[][] channels = channels(example);
        if (channels.length > MOST_LINES) {
            panels.add(input(channels));
        }
        return new Chart.Sequence(
                caption,
                steps,
                tokens.isEmpty() ? null : tokens.subList(0, steps),
                panels,
                channels.length > MOST_LINES ? List.of() : lines(channels),
                marks(example));
    }

    /// Without the padding of a text.
    private int steps(ReadRecord example) {
        int tokens = tokens(example).size();
        return tokens == 0 ? layer.steps() : Math.min(tokens, layer.steps());
    }

    /// The values of a state or a gate at all steps that are drawn.
    float[] drawn(String name, List<ReadRecord> read) {
        float[] all = values(layer, name);
        int size = layer.steps() * layer.units();
        FloatBuffer drawn = FloatBuffer.allocate(all.length);
        for (int number = 0; number < examples; number++) {
            drawn.put(all, number * size, steps(read.get(number)) * layer.units());
        }
        return Arrays.copyOf(drawn.array(), drawn.position());
    }

    private Panel panel(String name, int number, int steps) {
        float[] all = values(layer, name);
        float[][] rows = new float[layer.units()][steps];
        for (int row = 0; row < rows.length; row++) {
            for (int step = 0; step < steps; step++) {
                rows[row][step] = all[(number * layer.steps() + step) * layer.units() + order.get(row)];
            }
        }
        boolean gate = Stream.of("i", "f", "o", "z", "r").anyMatch(name::equals);
        return panel(title(layer, name), "unit", gate ? 1 : reach(all), !gate && least(all) < 0, rows);
    }

    private static Panel input(float[][] channels) {
        double most = 0;
        double least = 0;
        for (float[] channel : channels) {
            most = Math.max(most, reach(channel));
            least = Math.min(least, least(channel));
        }
        return panel("input", "channel", most, least < 0, channels);
    }

    private static Panel panel(String name, String what, double largest, boolean signed, float[][] rows) {
        int steps = rows[0].length;
        double reach = largest > 0 ? largest : 1;
        byte[] bytes = new byte[rows.length * steps];
        for (int i = 0; i < bytes.length; i++) {
            double share = rows[i / steps][i % steps] / reach;
            double place = signed ? (share + 1) / 2 : share;
            bytes[i] =
                    (byte) (Double.isFinite(place) ? Math.clamp(Math.round(place * LARGEST), 0, LARGEST) : NOT_FINITE);
        }
        return new Panel(
                name, what, signed ? -reach : 0, reach, Base64.getEncoder().encodeToString(bytes));
    }

    /// What nearly all values are below in size, so that a few large ones do not make the others pale.
    private static double reach(float[] values) {
        double[] sizes = IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i]))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sizes.length == 0 ? 0 : sizes[(int) ((sizes.length - 1) * WITHIN)];
    }

    private static double least(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .filter(Double::isFinite)
                .min()
                .orElse(0);
    }

    /// `[channels][steps]`; none where the input is not a vector for each step.
    private float[][] channels(ReadRecord example) {
        float[] input = Float32.values(example.input());
        int count = example.channels() == null ? 0 : example.channels();
        if (count < 1 || input.length != layer.steps() * count) {
            return new float[0][];
        }
        float[][] channels = new float[count][layer.steps()];
        for (int i = 0; i < input.length; i++) {
            channels[i % count][i / count] = input[i];
        }
        return channels;
    }

    private static List<Series> lines(float[][] channels) {
        return IntStream.range(0, channels.length)
                .mapToObj(channel -> new Series(
                                channels.length == 1 ? "input" : "input " + (channel + 1),
                                IntStream.range(0, channels[channel].length)
                                        .mapToObj(step -> new Point(step + 1, (double) channels[channel][step]))
                                        .toList())
                        .withColour(channel + 2))
                .toList();
    }

    /// Where a channel of zeros and few ones has a 1.
    List<Integer> marks(ReadRecord example) {
        List<Integer> marks = new ArrayList<>();
        float[][] channels = channels(example);
        for (float[] channel : channels.length > MOST_LINES ? new float[0][] : channels) {
            List<Integer> ones = IntStream.range(0, channel.length)
                    .filter(step -> channel[step] == 1)
                    .boxed()
                    .toList();
            boolean indicator =
                    IntStream.range(0, channel.length).allMatch(step -> channel[step] == 0 || channel[step] == 1);
            if (indicator && ones.size() <= MOST_MARKED * channel.length) {
                marks.addAll(ones);
            }
        }
        return marks.stream().distinct().sorted().toList();
    }

    /// Unknown ones in brackets; none where the example is no text.
    private static List<String> tokens(ReadRecord example) {
        List<String> tokens = Objects.requireNonNullElse(example.tokens(), List.of());
        List<Integer> unknown = Objects.requireNonNullElse(example.unknown(), List.of());
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> unknown.contains(i) ? "[" + tokens.get(i) + "]" : tokens.get(i))
                .toList();
    }
}
