package nunchi.embed;

/// What [Repulsion] interpolates, pair by pair: for few points, which drift so far apart that no grid shows what is
/// left between them.
final class Pairs {
    /// Points at most, so that all pairs cost less than a grid does.
    static final int MOST = 128;

    private Pairs() {}

    /// @param places    `[n, 2]`
    /// @param gradients `[n, 2]`, overwritten with `-2·Σⱼ (yᵢ - yⱼ) / (1 + |yᵢ - yⱼ|²)²`
    /// @return `Z = Σᵢ Σⱼ≠ᵢ 1 / (1 + |yᵢ - yⱼ|²)`
    static double look(float[] places, float[] gradients) {
        double sum = 0;
        for (int i = 0; i < places.length; i += 2) {
            double across = 0;
            double along = 0;
            for (int j = 0; j < places.length; j += 2) {
                double x = (double) places[i] - places[j];
                double y = (double) places[i + 1] - places[j + 1];
                double near = 1 / (1 + x * x + y * y);
                sum += j == i ? 0 : near;
                across -= 2 * x * near * near;
                along -= 2 * y * near * near;
            }
            gradients[i] = (float) across;
            gradients[i + 1] = (float) along;
        }
        return sum;
    }
}
