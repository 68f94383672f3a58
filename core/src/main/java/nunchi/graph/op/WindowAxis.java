package nunchi.graph.op;

import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.tensor.Shape;

/// How a window slides along one axis: at output o the kernel's tap k lies at the position `o·stride + k·dilation -
/// before`, k = 0 … kernel - 1. Positions outside of 0 … input - 1 are padding.
///
/// @param kernel   taps, at least 1
/// @param stride   positions from one output to the next, at least 1
/// @param dilation positions from one tap to the next, at least 1
/// @param before   positions of padding in front of the input; negative where the first window begins inside the input
/// @param after    positions of padding behind the input; negative where the last window ends inside the input
/// @param input    the input's extent
public record WindowAxis(int kernel, int stride, int dilation, int before, int after, int input) {
    private static final int MOST = 1 << 28;

    public WindowAxis {
        Check.positive("kernel", kernel);
        Check.positive("stride", stride);
        Check.positive("dilation", dilation);
        requireSmall(kernel, stride, dilation, before, after);
    }

    /// An axis without padding whose taps are neighbours.
    public WindowAxis(int kernel, int stride, int input) {
        this(kernel, stride, 1, 0, 0, input);
    }

    /// Whether outputs and taps are neighbours: stride and dilation are 1.
    public boolean dense() {
        return stride == 1 && dilation == 1;
    }

    /// From the first tap to the last: `(kernel - 1)·dilation + 1`.
    public int extent() {
        return (kernel - 1) * dilation + 1;
    }

    /// The number of outputs: `⌊(input + before + after - extent) / stride⌋ + 1`.
    public int output() {
        return (input + before + after - extent()) / stride + 1;
    }

    /// From the first tap of an output to the last tap of the n-th from there: `(n - 1)·stride + extent`.
    public int span(int outputs) {
        return (outputs - 1) * stride + extent();
    }

    /// How far the last window reaches beyond the input; negative where it ends before the input does.
    public int overhang() {
        return span(output()) - before - input;
    }

    /// Where tap k of output o lies; outside of 0 … input - 1 in the padding.
    public int position(int output, int tap) {
        return output * stride + tap * dilation - before;
    }

    /// Whether a position is one of the input, and no padding.
    public boolean inside(int position) {
        return position >= 0 && position < input;
    }

    /// The first tap of an output that lies inside; if there is none, not less than [#endTap].
    public int firstTap(int output) {
        return Math.max(0, Math.ceilDiv(before - output * stride, dilation));
    }

    /// One more than the last tap of an output that lies inside.
    public int endTap(int output) {
        return Math.min(kernel, Math.floorDiv(input - 1 + before - output * stride, dilation) + 1);
    }

    /// The first output whose tap k lies inside.
    public int firstOutput(int tap) {
        return Math.clamp(Math.ceilDiv(before - tap * dilation, stride), 0, output());
    }

    /// One more than the last output whose tap k lies inside, but at least [#firstOutput].
    public int endOutput(int tap) {
        return Math.clamp(Math.floorDiv(input - 1 + before - tap * dilation, stride) + 1L, firstOutput(tap), output());
    }

    /// Whether there is an output whose tap k lies at the position.
    public boolean reads(int position, int tap) {
        int distance = position + before - tap * dilation;
        return distance >= 0 && distance % stride == 0 && distance / stride < output();
    }

    /// The output whose tap k lies at the position; its number may lie outside of 0 … output - 1.
    public int reader(int position, int tap) {
        return (position + before - tap * dilation) / stride;
    }

    /// Whether no two windows overlap.
    public boolean disjoint() {
        return stride >= extent();
    }

    /// Whether every position lies in exactly one window.
    public boolean tiles() {
        return before == 0 && dilation == 1 && stride == kernel && output() * stride == input;
    }

    /// The taps that meet the positions `remainder + i·stride`, the last first, since their outputs ascend.
    public int[] taps(int remainder) {
        return IntStream.range(0, kernel)
                .map(k -> kernel - 1 - k)
                .filter(k -> (remainder + before - k * dilation) % stride == 0)
                .toArray();
    }

    /// How many positions `remainder + i·stride` there are.
    public int positions(int remainder) {
        return Math.ceilDiv(input - remainder, stride);
    }

    /// The other way round: the axis over the outputs whose i-th window has the readers of position `remainder +
    /// i·stride`, tap by tap of [#taps]. There must be such taps and positions.
    public WindowAxis transposed(int remainder) {
        int[] taps = taps(remainder);
        int first = reader(remainder, taps[0]);
        int apart = taps.length > 1 ? reader(remainder, taps[1]) - first : 1;
        int outputs = output();
        return new WindowAxis(
                taps.length,
                1,
                apart,
                -first,
                positions(remainder) + (taps.length - 1) * apart + first - outputs,
                outputs);
    }

    /// The axis whose outputs are runs of n of these outputs, and whose windows are all that such a run reads.
    public WindowAxis grouped(int outputs) {
        int groups = Math.ceilDiv(output(), outputs);
        int behind = (groups - 1) * outputs * stride + span(outputs) - before - input;
        return new WindowAxis(span(outputs), outputs * stride, 1, before, behind, input);
    }

    /// @throws nunchi.check.InvalidRequestException where the padded input is smaller than the window
    int requireOutput(String name) {
        int padded = Shape.extent(name + " with their padding", (long) input + before + after);
        Check.require(
                padded >= extent(),
                "an image of %d %s%s is too small for a window of %d%s: take a smaller window, a larger image, or pad (padding: same)"
                        .formatted(
                                input,
                                name,
                                padded == input ? "" : ", padded to " + padded,
                                extent(),
                                dilation == 1 ? "" : " (%d, %d apart)".formatted(kernel, dilation)));
        return output();
    }

    private static void requireSmall(int kernel, int stride, int dilation, int before, int after) {
        Check.require(
                Math.max(before, after) <= MOST,
                "padding is %,d before and %,d after; it must be at most %,d".formatted(before, after, MOST));
        Check.require(stride <= MOST, "stride is %,d; it must be at most %,d".formatted(stride, MOST));
        long extent = (kernel - 1L) * dilation + 1;
        Check.require(
                extent <= MOST,
                "a kernel of %,d places, %,d apart, reaches over %,d places; it must reach over at most %,d: take a smaller kernel or dilation"
                        .formatted(kernel, dilation, extent, MOST));
    }
}
