package nunchi.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.data.ArrayDataset;
import nunchi.data.DataCard;
import nunchi.interchange.Activations;
import nunchi.saliency.ImageModel;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// What a convolutional layer makes of one image: those of its channels with the largest mean magnitude, the strongest
/// first.
///
/// @param path     of the layer
/// @param picture  the image's position in the list
/// @param output   `[rows, columns, channels]` of the layer
/// @param channels `[channels taken]`, their numbers
/// @param planes   `[channels taken][rows · columns]`
public record FeatureMaps(String path, int picture, Shape output, int[] channels, float[][] planes) {

    /// @param pictures examples as the model takes them, last axis fastest
    /// @param most     channels taken of a layer
    /// @return of each layer whose learnt kernels make images, first to last, a record for each image
    public static List<FeatureMaps> of(ImageModel model, List<float[]> pictures, int most, Backend backend) {
        Tensor examples = Tensor.zeros(model.example().batch(pictures.size()));
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(
                    pictures.get(i),
                    0,
                    examples.values(),
                    i * model.example().size(),
                    model.example().size());
        }
        ArrayDataset rows =
                new ArrayDataset(new DataCard("pictures"), examples, Tensor.zeros(Shape.of(pictures.size())));
        Activations activations = new Activations(model.layers(), model.weights());
        return model.convolutional().stream()
                .flatMap(path -> {
                    Tensor values = activations.of(rows, path, backend);
                    return IntStream.range(0, pictures.size())
                            .mapToObj(picture -> strongest(path, picture, values, most));
                })
                .toList();
    }

    /// Of one image, from an output that is known.
    ///
    /// @param output `[rows, columns, channels]` of the layer
    /// @param most   channels taken
    public static FeatureMaps of(String path, Tensor output, int most) {
        return strongest(path, 0, new Tensor(output.shape().batch(1), output.values()), most);
    }

    private static FeatureMaps strongest(String path, int picture, Tensor values, int most) {
        Shape output = values.shape().example();
        int channels = output.last();
        double[] strengths = new double[channels];
        for (int i = 0; i < output.size(); i++) {
            strengths[i % channels] += Math.abs(values.values()[picture * output.size() + i]);
        }
        int[] taken = IntStream.range(0, channels)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer channel) -> -strengths[channel]))
                .limit(most)
                .mapToInt(channel -> channel)
                .toArray();
        float[][] planes = new float[taken.length][output.size() / channels];
        for (int map = 0; map < taken.length; map++) {
            for (int place = 0; place < planes[map].length; place++) {
                planes[map][place] = values.values()[picture * output.size() + place * channels + taken[map]];
            }
        }
        return new FeatureMaps(path, picture, output, taken, planes);
    }
}
