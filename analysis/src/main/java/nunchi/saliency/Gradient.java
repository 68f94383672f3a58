package nunchi.saliency;

import java.util.Arrays;
import java.util.List;
import nunchi.backend.Backend;

/// The gradient of the score with respect to the image, `∂S/∂x`: how much the score would change with each value of
/// each pixel, per unit of the data set's range, `[rows, columns, channels]`. Drawn by the largest magnitude of a
/// pixel's channels.
///
/// Simonyan, Vedaldi, Zisserman: *Deep inside convolutional networks*, ICLR workshop 2014, section 3.1.
public record Gradient() implements Saliency {
    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public String title() {
        return "Gradient";
    }

    @Override
    public String meaning() {
        return "how fast the score would change with the brightness of a pixel, up or down";
    }

    @Override
    public List<SaliencyMap> of(ImageModel model, List<Score> subjects, Backend backend) {
        model.require(subjects);
        SaliencyMap[] maps = new SaliencyMap[subjects.size()];
        Passes.ofGradients(model, maps.length, backend)
                .run(
                        maps.length,
                        new Unchanged(subjects),
                        (row, score, gradient, offset) -> maps[row] = new SaliencyMap(
                                model.image(),
                                Arrays.copyOfRange(
                                        gradient, offset, offset + model.image().size()),
                                false,
                                score,
                                Double.NaN));
        return List.of(maps);
    }
}
