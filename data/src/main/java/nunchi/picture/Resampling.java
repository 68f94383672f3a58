package nunchi.picture;

/// Antialiased bilinear resampling along one axis. With `scale = length / out` and `reach = max(1, scale)`, the new
/// value `i` is the mean of the old values `x` weighted by `max(0, 1 - |x + 0.5 - c| / reach)` around
/// `c = start + (i + 0.5) · scale` (Pillow's `Resample.c`).
///
/// @param from    the first old value of each new one
/// @param weights of the old values from there on, with the sum 1
record Resampling(int[] from, float[][] weights) {
    private static final float HALF = 0.5f;

    static Resampling of(int extent, int out) {
        return of(extent, 0, extent, out);
    }

    /// @param extent the number of old values
    /// @param start  where the part begins that is resampled
    /// @param length of that part
    static Resampling of(int extent, double start, double length, int out) {
        double scale = length / out;
        double reach = Math.max(1, scale);
        int[] from = new int[out];
        float[][] weights = new float[out][];
        for (int i = 0; i < out; i++) {
            double centre = start + (i + 0.5) * scale;
            from[i] = Math.clamp((int) (centre - reach + 0.5), 0, extent - 1);
            int end = Math.clamp((int) (centre + reach + 0.5), from[i] + 1, extent);
            weights[i] = triangle(from[i], end, centre, reach);
        }
        return new Resampling(from, weights);
    }

    private static float[] triangle(int from, int end, double centre, double reach) {
        double[] heights = new double[end - from];
        double sum = 0;
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Math.max(0, 1 - Math.abs(from + i + 0.5 - centre) / reach);
            sum += heights[i];
        }
        float[] weights = new float[heights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (heights[i] / sum);
        }
        return weights;
    }

    /// By area alone: each new value is the mean of the old ones that it covers, in the shares it covers of them.
    /// Sharper than the triangle; an extent that is to grow takes the triangle all the same.
    static Resampling byArea(int extent, int out) {
        if (out > extent) {
            return of(extent, out);
        }
        double scale = (double) extent / out;
        int[] from = new int[out];
        float[][] weights = new float[out][];
        for (int i = 0; i < out; i++) {
            from[i] = (int) (i * scale);
            weights[i] = new float[Math.clamp((int) Math.ceil((i + 1) * scale), from[i] + 1, extent) - from[i]];
            for (int k = 0; k < weights[i].length; k++) {
                double covered = Math.min((i + 1) * scale, from[i] + k + 1) - Math.max(i * scale, from[i] + k);
                weights[i][k] = (float) (Math.max(0, covered) / scale);
            }
        }
        return new Resampling(from, weights);
    }

    private int size() {
        return from.length;
    }

    /// Along the rows, then along the columns; rounded once, at the end.
    static byte[] apply(Picture picture, Resampling vertical, Resampling horizontal) {
        int channels = picture.channels();
        int width = horizontal.size() * channels;
        float[] sums = new float[vertical.size() * width];
        float[] line = new float[width];
        int first = vertical.from[0];
        int last = vertical.from[vertical.size() - 1] + vertical.weights[vertical.size() - 1].length;
        for (int row = first; row < last; row++) {
            horizontal.alongRow(picture, row, line);
            vertical.addRow(row, line, sums);
        }
        byte[] bytes = new byte[sums.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.clamp((int) (sums[i] + HALF), 0, 255);
        }
        return bytes;
    }

    private void alongRow(Picture picture, int row, float[] line) {
        int channels = picture.channels();
        byte[] samples = picture.shared();
        for (int i = 0; i < from.length; i++) {
            int start = (row * picture.columns() + from[i]) * channels;
            for (int channel = 0; channel < channels; channel++) {
                float sum = 0;
                for (int k = 0; k < weights[i].length; k++) {
                    sum += weights[i][k] * (samples[start + k * channels + channel] & 0xff);
                }
                line[i * channels + channel] = sum;
            }
        }
    }

    /// Adds an old row to the new rows that it belongs to, oldest first for each.
    private void addRow(int row, float[] line, float[] sums) {
        for (int i = 0; i < from.length; i++) {
            int k = row - from[i];
            if (k >= 0 && k < weights[i].length) {
                for (int x = 0; x < line.length; x++) {
                    sums[i * line.length + x] += weights[i][k] * line[x];
                }
            }
        }
    }
}
