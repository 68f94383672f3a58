package nunchi.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import nunchi.backend.Numerics;

/// How the values of a tensor are distributed. All figures are of its finite values x(1) … x(n):
///
/// `mean = Σ x(i) / n`, `deviation² = Σ (x(i) - mean)² / n`, `norm² = Σ x(i)²`.
///
/// They are counted in [#BINS] bins of equal width from the least to the largest, as `numpy.histogram` does it: bin b
/// holds the values of [[#edge]`(b)`, `edge(b+1)`), the last one the largest too. Where all values are equal there is
/// one bin. Sums are taken in float64 over blocks of a fixed size, so that every figure is the same for any number of
/// threads.
///
/// @param count     n
/// @param notFinite values left out
/// @param moments   of the values; NaN, as all other figures, where there are none
/// @param zeros     the fraction of values that are exactly 0
/// @param dead      of a layer's output, the fraction of units (places along the last axis) that are 0 in every row;
///                  NaN of anything else
/// @param counts    of the bins, `[50]`; `[1]` where all values are equal, empty where there are none
public record Distribution(
        long count,
        long notFinite,
        Moments moments,
        double least,
        double largest,
        double zeros,
        double dead,
        List<Long> counts) {
    /// Mean, deviation and norm.
    ///
    /// @param deviation of the values themselves, not of a sample
    /// @param norm      Euclid's
    public record Moments(double mean, double deviation, double norm) {}

    public static final int BINS = 50;
    private static final int BLOCK = 1 << 16;

    public Distribution {
        counts = List.copyOf(counts);
    }

    /// The lower edge of a bin.
    ///
    /// @param bin 0 … the number of bins, for the upper edge of the last
    public double edge(int bin) {
        return edge(bin, counts.size(), least, largest);
    }

    private static double edge(int bin, int bins, double least, double largest) {
        return bin == bins ? largest : least + bin * ((largest - least) / bins);
    }

    /// Of all values, on the calling thread.
    ///
    /// @param values `[n]`, of any tensor; not finite ones are counted apart
    public static Distribution of(float[] values) {
        return of(values, values.length, (blocks, work) -> {
            for (int block = 0; block < blocks; block++) {
                work.accept(block);
            }
        });
    }

    /// The same by many threads.
    ///
    /// @param size of the array, from its beginning
    static Distribution of(float[] values, int size, Numerics numerics) {
        return of(values, size, numerics::share);
    }

    /// Does pieces of work 0 … count-1 in any order.
    private interface Sharing {
        void share(int count, IntConsumer work);
    }

    private static Distribution of(float[] values, int size, Sharing sharing) {
        Block[] blocks = new Block[Math.ceilDiv(size, BLOCK)];
        sharing.share(
                blocks.length,
                index -> blocks[index] =
                        new Block(values, index * BLOCK, index * BLOCK + Math.min(BLOCK, size - index * BLOCK)));
        long count = Arrays.stream(blocks).mapToLong(block -> block.count).sum();
        if (count == 0) {
            double none = Double.NaN;
            return new Distribution(0, size, new Moments(none, none, none), none, none, none, none, List.of());
        }
        double least =
                Arrays.stream(blocks).mapToDouble(block -> block.least).min().orElseThrow();
        double largest =
                Arrays.stream(blocks).mapToDouble(block -> block.largest).max().orElseThrow();
        double mean = total(blocks, Block::sum) / count;
        sharing.share(blocks.length, index -> blocks[index].compare(mean, least, largest));
        double zeros =
                (double) Arrays.stream(blocks).mapToLong(block -> block.zeros).sum() / count;
        return new Distribution(
                count,
                size - count,
                new Moments(
                        mean,
                        Math.sqrt(total(blocks, Block::spread) / count),
                        Math.sqrt(total(blocks, Block::squares))),
                least,
                largest,
                zeros,
                Double.NaN,
                counts(blocks));
    }

    /// One after another in a loop: a stream's sum compensates, and so does not say in which order it adds.
    private static double total(Block[] blocks, ToDoubleFunction<Block> figure) {
        double total = 0;
        for (Block block : blocks) {
            total += figure.applyAsDouble(block);
        }
        return total;
    }

    private static List<Long> counts(Block[] blocks) {
        long[] counts = new long[blocks[0].counts.length];
        for (Block block : blocks) {
            Arrays.setAll(counts, bin -> counts[bin] + block.counts[bin]);
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /// Of a layer's output, how many units give nothing.
    ///
    /// @param values `[…, units]`
    Distribution withDead(float[] values, int size, int units) {
        boolean[] alive = new boolean[units];
        for (int i = 0; i < size && zeros > 0; i++) {
            alive[i % units] |= values[i] != 0;
        }
        int dead = 0;
        for (int unit = 0; unit < units && zeros > 0; unit++) {
            dead += alive[unit] ? 0 : 1;
        }
        return new Distribution(
                count,
                notFinite,
                moments,
                least,
                largest,
                zeros,
                count == 0 ? Double.NaN : (double) dead / units,
                counts);
    }

    /// What one stretch of the values adds to the whole.
    private static final class Block {
        private final float[] values;
        private final int from;
        private final int to;
        private long count;
        private long zeros;
        private double sum;
        private double squares;
        private double spread;
        private double least = Double.POSITIVE_INFINITY;
        private double largest = Double.NEGATIVE_INFINITY;
        private int[] counts = {};

        Block(float[] values, int from, int to) {
            this.values = values;
            this.from = from;
            this.to = to;
            for (int i = from; i < to; i++) {
                float value = values[i];
                if (Float.isFinite(value)) {
                    count++;
                    zeros += value == 0 ? 1 : 0;
                    sum += value;
                    squares += (double) value * value;
                    least = Math.min(least, value);
                    largest = Math.max(largest, value);
                }
            }
        }

        double sum() {
            return sum;
        }

        double squares() {
            return squares;
        }

        double spread() {
            return spread;
        }

        void compare(double mean, double lowest, double highest) {
            int bins = lowest == highest ? 1 : BINS;
            double[] edges = new double[bins + 1];
            Arrays.setAll(edges, bin -> edge(bin, bins, lowest, highest));
            double scale = bins == 1 ? 0 : bins / (highest - lowest);
            counts = new int[bins];
            for (int i = from; i < to; i++) {
                float value = values[i];
                if (Float.isFinite(value)) {
                    spread += (value - mean) * (value - mean);
                    counts[bin(value, edges, Math.min(bins - 1, (int) ((value - lowest) * scale)))]++;
                }
            }
        }

        /// The quotient may be rounded past an edge.
        private static int bin(float value, double[] edges, int near) {
            if (value < edges[near]) {
                return near - 1;
            }
            return near + 2 < edges.length && value >= edges[near + 1] ? near + 1 : near;
        }
    }
}
