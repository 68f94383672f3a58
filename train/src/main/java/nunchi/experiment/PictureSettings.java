package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.saliency.Saliency;

/// Single images that an inspection shows with saliency and feature maps.
///
/// @param count   number of images: half of them the most confident right answers, half the most confident
///     misclassifications (default: 10)
/// @param methods saliency methods; empty for all that fit the model
public record PictureSettings(int count, List<Saliency> methods) {
    private static final int MOST = 100;

    public PictureSettings {
        Check.require(
                count >= 0 && count <= MOST,
                "%d images cannot be shown from within; ask for 0 to %d".formatted(count, MOST));
        methods = Check.elements("methods", methods);
    }

    public PictureSettings() {
        this(10, List.of());
    }
}
