package nunchi.picture;

/// How much ink each pixel has.
///
/// @param values `[rows, columns]`, at least 0
/// @param dark   whether it was darker than its ground
record Ink(int rows, int columns, float[] values, boolean dark) {
    private static final float HALF = Picture.MOST / 2f;

    float at(int row, int column) {
        boolean inside = row >= 0 && column >= 0 && row < rows && column < columns;
        return inside ? values[row * columns + column] : 0;
    }

    int side() {
        return Math.max(rows, columns);
    }

    Ink transposed() {
        float[] turned = new float[values.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = values[i % rows * columns + i / rows];
        }
        return new Ink(columns, rows, turned, dark);
    }

    /// Twice the area over the length of its edge, in pixels: a long stroke has two edges.
    double strokeWidth() {
        int area = 0;
        int edge = 0;
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column <= columns; column++) {
                boolean here = at(row, column) > HALF;
                area += here ? 1 : 0;
                edge += here == at(row - 1, column) > HALF ? 0 : 1;
                edge += here == at(row, column - 1) > HALF ? 0 : 1;
            }
        }
        return edge == 0 ? 0 : 2.0 * area / edge;
    }

    /// Each pixel as strong as the strongest within the radius; the plane grows by it on every side.
    Ink thicker(double radius) {
        int reach = (int) Math.ceil(radius);
        int wide = columns + 2 * reach;
        float[] grown = new float[(rows + 2 * reach) * wide];
        for (int i = 0; i < values.length; i++) {
            for (int dy = -reach; values[i] > 0 && dy <= reach; dy++) {
                for (int dx = -reach; dx <= reach; dx++) {
                    int place = (i / columns + reach + dy) * wide + i % columns + reach + dx;
                    if (dx * dx + dy * dy <= radius * radius) {
                        grown[place] = Math.max(grown[place], values[i]);
                    }
                }
            }
        }
        return new Ink(rows + 2 * reach, wide, grown, dark);
    }

    /// As a grey image, cut off at white.
    Picture picture() {
        byte[] samples = new byte[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.clamp(Math.round(values[i]), 0, Picture.MOST);
        }
        return Picture.of(rows, columns, 1, samples);
    }

    /// The value that best parts two groups: the largest variance between them (N. Otsu 1979), over 256 steps.
    float threshold() {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, value);
        }
        int[] histogram = new int[256];
        for (float value : values) {
            histogram[most == 0 ? 0 : Math.min(255, (int) (256 * value / most))]++;
        }
        double total = 0;
        for (int i = 0; i < 256; i++) {
            total += (double) i * histogram[i];
        }
        double below = 0;
        double sum = 0;
        double best = -1;
        int cut = 0;
        for (int i = 0; i < 255; i++) {
            below += histogram[i];
            sum += (double) i * histogram[i];
            double above = values.length - below;
            double gap = below == 0 || above == 0 ? 0 : sum / below - (total - sum) / above;
            if (below * above * gap * gap > best) {
                best = below * above * gap * gap;
                cut = i;
            }
        }
        return most * (cut + 1) / 256;
    }
}
