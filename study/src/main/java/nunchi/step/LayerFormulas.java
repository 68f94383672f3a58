package nunchi.step;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The formulas of whole layers, as the field writes them.
final class LayerFormulas {
    static final String SIMPLE = "hₜ = f(xₜW + hₜ₋₁U + b)";
    static final String LSTM =
            "z = xₜW + hₜ₋₁U + b; i = σ(zᵢ), f = σ(z_f), g = tanh(z_g), o = σ(zₒ); cₜ = f ⊙ cₜ₋₁ + i ⊙ g, hₜ = o ⊙ tanh(cₜ)";
    static final String GRU =
            "z = σ(xₜW_z + hₜ₋₁U_z), r = σ(xₜW_r + hₜ₋₁U_r), g = tanh(xₜW_g + r ⊙ hₜ₋₁U_g); hₜ = z ⊙ hₜ₋₁ + (1 − z) ⊙ g; biases not written";

    private static final Map<String, String> FORMULAS = Map.ofEntries(
            Map.entry("dense", "z = xW + b, y = f(z)"),
            Map.entry("conv2d", "z[i,j,k] = Σ x[i+u, j+v, c] · w[u,v,c,k] + b[k], y = f(z)"),
            Map.entry("depthwiseConv2d", "z[i,j,c] = Σ x[i+u, j+v, c] · w[u,v,c] + b[c], y = f(z)"),
            Map.entry("conv2dTranspose", "each input value spreads over the window: y[i+u, j+v, k] += x[i,j,c] · w"),
            Map.entry("maxPool2d", "y[i,j,c] = max of x[·,·,c] over the window"),
            Map.entry("averagePool2d", "y[i,j,c] = mean of x[·,·,c] over the window"),
            Map.entry("globalMaxPool2d", "y[c] = max of x[·,·,c]"),
            Map.entry("globalAveragePool2d", "y[c] = mean of x[·,·,c]"),
            Map.entry("batchNorm", "x̂ = (x − μ) / √(σ² + ε), y = γ x̂ + β, with the running μ and σ²"),
            Map.entry(
                    "layerNorm", "x̂ = (x − μ) / √(σ² + ε), y = γ x̂ + β, with μ and σ² of the example's own features"),
            Map.entry("groupNorm", "x̂ = (x − μ) / √(σ² + ε), y = γ x̂ + β, with μ and σ² of each group of channels"),
            Map.entry("embedding", "y[i] = the row of W with the number of token i"),
            Map.entry("attention", "y = softmax(QKᵀ / √d) V"),
            Map.entry("crossAttention", "y = softmax(QKᵀ / √d) V, with K and V of the encoder"),
            Map.entry("simpleRnn", SIMPLE),
            Map.entry("lstm", LSTM),
            Map.entry("gru", GRU),
            Map.entry("residual", "y = x + f(x)"),
            Map.entry("whiten", "z = (patch − mean) · w, uncorrelated and of variance 1; y = [z, −z]"),
            Map.entry("standardize", "y = (x − mean) / standard deviation, of the training set"),
            Map.entry("loss", "L, the loss of this example, without penalties on weights"),
            Map.entry("prediction", "what the output means; the loss does not depend on it"));

    private LayerFormulas() {}

    /// @param layer path of a layer, `2.residual/0.dense`, or `loss`
    /// @return empty where there is none
    static String of(String layer) {
        List<String> names = Arrays.asList(layer.split("/")).reversed();
        return names.stream()
                .map(name -> FORMULAS.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""))
                .filter(formula -> !formula.isEmpty())
                .findFirst()
                .orElse("");
    }
}
