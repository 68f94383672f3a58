package nunchi.grouping;

import nunchi.check.Check;

/// How rows are laid out before they are grouped.
///
/// @param method     t-SNE or principal components
/// @param components of the principal components; 2 unless given, which is all that t-SNE makes
/// @param perplexity of t-SNE; 30 unless given
/// @param iterations of t-SNE; 1,000 unless given
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
