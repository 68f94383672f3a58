package nunchi.explain;

import java.util.List;
import nunchi.inspect.FeatureMaps;
import nunchi.saliency.Saliency;
import nunchi.saliency.SaliencyMap;
import org.jspecify.annotations.Nullable;

/// What the layers of a model make of one example.
///
/// @param saliency    which pixels the prediction depends on; null where examples are not images
/// @param featureMaps the strongest channels of each convolutional layer; empty where there is none
/// @param places      on the maps of the layers that were inspected, in their order
/// @param nearest     training examples, nearest first; empty where examples are not images
public record Explanation(
        @Nullable Pixels saliency, List<FeatureMaps> featureMaps, List<LayerPlace> places, List<NearExample> nearest) {
    public Explanation {
        featureMaps = List.copyOf(featureMaps);
        places = List.copyOf(places);
        nearest = List.copyOf(nearest);
    }

    /// A map of the pixels.
    ///
    /// @param method that made it
    public record Pixels(Saliency method, SaliencyMap map) {}
}
