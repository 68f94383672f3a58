package nunchi.embed;

import java.util.List;
import nunchi.backend.MatrixView;
import nunchi.backend.Numerics;
import nunchi.embed.Tsne.Look;
import nunchi.embed.Tsne.Seconds;
import nunchi.text.Numbers;

/// A finished map of rows in the plane, with how it went.
///
/// @param rows   what was embedded, `[n, d]`
/// @param places `[n, 2]`
/// @param looks  the divergence every 50 iterations and at the end
public record TsneMap(
        Tsne settings, MatrixView rows, float[] places, List<Look> looks, Findings findings, Seconds seconds) {
    /// Change of the divergence within 50 iterations, as a fraction of it, below which a map is said to have converged.
    private static final double SETTLED = 0.005;
    /// Of a share that is printed in percent with two decimals: less would be 0.00.
    private static final double LEAST_SHOWN = 0.00005;

    /// The Kullback-Leibler divergence at the end, in nats, over the neighbours that the affinities know.
    public double divergence() {
        return looks.getLast().divergence();
    }

    /// By what share the divergence still fell from the last look but one to the last; NaN where there are no two looks
    /// without exaggeration.
    public double change() {
        List<Look> plain = looks.stream()
                .filter(look -> look.iteration() > Tsne.EXAGGERATED)
                .toList();
        if (plain.size() < 2) {
            return Double.NaN;
        }
        return (plain.get(plain.size() - 2).divergence() - divergence()) / divergence();
    }

    /// Whether the divergence had all but stopped falling.
    public boolean converged() {
        return Math.abs(change()) < SETTLED;
    }

    /// How it went, in one sentence.
    public String verdict() {
        if (Double.isNaN(change())) {
            return "not converged: %d iterations are too few, the first %d only set the rows apart"
                    .formatted(settings.iterations(), Tsne.EXAGGERATED);
        }
        String rate = "the divergence %s in the last iterations".formatted(movement(change()));
        return converged() ? "converged: " + rate : "not converged: " + rate + ", more would help";
    }

    private static String movement(double share) {
        return Math.abs(share) < LEAST_SHOWN
                ? "stood still"
                : "%s by %s".formatted(share > 0 ? "fell" : "rose", Numbers.percent(Math.abs(share)));
    }

    /// Places further rows into the map, as [Tsne#place] does.
    ///
    /// @param others `[m, d]`
    /// @return `[m, 2]`
    public float[] place(MatrixView others, Numerics numerics) {
        return settings.place(rows, places, others, numerics);
    }
}
