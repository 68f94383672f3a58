package nunchi.embed;

/// `T - λI` for a symmetric tridiagonal T, decomposed by rows with pivots, to be solved for many right-hand sides.
final class ShiftedTridiagonal {
    private final int n;
    /// The upper triangle: its diagonal and the two beside.
    private final double[] first;
    private final double[] second;
    private final double[] third;
    private final double[] multipliers;
    private final boolean[] exchanged;

    /// @param least stands for pivots of zero, which an eigenvalue gives
    ShiftedTridiagonal(double[] diagonal, double[] beside, double shift, double least) {
        n = diagonal.length;
        first = new double[n];
        second = new double[n];
        third = new double[n];
        multipliers = new double[n];
        exchanged = new boolean[n];
        double head = diagonal[0] - shift;
        double next = n > 1 ? beside[0] : 0;
        for (int i = 0; i < n - 1; i++) {
            double below = beside[i];
            double belowDiagonal = diagonal[i + 1] - shift;
            double belowNext = i + 2 < n ? beside[i + 1] : 0;
            exchanged[i] = Math.abs(below) > Math.abs(head);
            if (exchanged[i]) {
                set(i, below, belowDiagonal, belowNext);
                multipliers[i] = head / below;
                head = next - multipliers[i] * belowDiagonal;
                next = -multipliers[i] * belowNext;
            } else {
                set(i, head == 0 ? least : head, next, 0);
                multipliers[i] = below / first[i];
                head = belowDiagonal - multipliers[i] * next;
                next = belowNext;
            }
        }
        set(n - 1, head == 0 ? least : head, 0, 0);
    }

    private void set(int row, double one, double two, double three) {
        first[row] = one;
        second[row] = two;
        third[row] = three;
    }

    /// Overwrites the right-hand side with the solution.
    void solve(double[] x) {
        for (int i = 0; i < n - 1; i++) {
            if (exchanged[i]) {
                double above = x[i];
                x[i] = x[i + 1];
                x[i + 1] = above - multipliers[i] * x[i];
            } else {
                x[i + 1] -= multipliers[i] * x[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            sum -= i + 1 < n ? second[i] * x[i + 1] : 0;
            sum -= i + 2 < n ? third[i] * x[i + 2] : 0;
            x[i] = sum / first[i];
        }
    }
}
