package nunchi.saliency;

import java.util.List;
import nunchi.backend.Backend;
import nunchi.check.Check;

/// A method that shows which pixels of an image a score depends on. The result is the same for any number of threads,
/// and for an image the same whatever other images are asked about with it.
public interface Saliency {

    /// All methods with their usual settings.
    List<Saliency> ALL =
            List.of(new Gradient(), new SmoothGrad(), new IntegratedGradients(), new GradCam(), new Occlusion());

    /// As it is written in files: `smoothGrad`.
    String name();

    /// As the papers write it.
    String title();

    /// What a map's values say, in one sentence.
    String meaning();

    /// Asks whether the method fits the model, which needs no weights: before anything is computed.
    ///
    /// @throws nunchi.check.InvalidRequestException when it does not
    default void require(ImageModel model) {}

    /// A map for each subject, in their order.
    ///
    /// @throws nunchi.check.InvalidRequestException when the method does not fit the model, or a subject does not
    List<SaliencyMap> of(ImageModel model, List<Score> subjects, Backend backend);

    /// A method with its usual settings by its name, in any case and with or without hyphens: `grad-cam`.
    ///
    /// @throws nunchi.check.InvalidRequestException for an unknown name
    static Saliency named(String name) {
        String plain = name.replace("-", "");
        return ALL.stream()
                .filter(method -> method.name().equalsIgnoreCase(plain))
                .findFirst()
                .orElseThrow(() -> Check.unknown(
                        "saliency method",
                        name,
                        ALL.stream().map(Saliency::name).toList()));
    }
}
