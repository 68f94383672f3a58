package nunchi.embed;

import java.util.List;
import nunchi.backend.MatrixView;
import nunchi.embed.Tsne.Look;

/// A finished map of rows in the plane, with how it went.
///
/// @param rows   what was embedded, `[n, d]`
/// @param places `[n, 2]`
/// @param looks  the divergence every 50 iterations and at the end
public record TsneMap(Tsne settings, MatrixView rows, float[] places, List<Look> looks, Findings findings) {

    /// The Kullback-Leibler divergence at the end, in nats, over the neighbours that the affinities know.
    public double divergence() {
        return looks.getLast().divergence();
    }
}
