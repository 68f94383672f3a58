package nunchi.clustering;

import nunchi.check.Check;

/// Map whose coordinates are clustered.
///
/// @param method     t-SNE or principal components
/// @param components number of principal components; t-SNE always has 2 (default: 2)
/// @param perplexity perplexity of t-SNE (default: 30)
/// @param iterations number of iterations of t-SNE (default: 1000)
public record LayoutSettings(Method method, int components, double perplexity, int iterations) {
    /// Ways of laying out.
    public enum Method {
        TSNE,
        PCA
    }

    public LayoutSettings {
        Check.positive("components", components);
        Check.require(
                method == Method.PCA || components == 2,
                "t-SNE makes maps of 2 components, not %d; principal components (method: pca) can be more"
                        .formatted(components));
    }

    public LayoutSettings(Method method) {
        this(method, 2, 30, 1000);
    }

    String inWords() {
        return method == Method.TSNE ? "laid out by t-SNE" : "first %d principal components".formatted(components);
    }
}
