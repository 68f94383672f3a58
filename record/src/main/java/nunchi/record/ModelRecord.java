package nunchi.record;

import java.util.List;
import nunchi.codec.Tree;
import org.jspecify.annotations.Nullable;

/// `model.json`: the layers of a model, and the experiment that it is trained with.
///
/// @param input         the shape of an example
/// @param preprocessing values that the preprocessing stores
/// @param operations    of one example
/// @param experiment    as its file would have it
public record ModelRecord(
        List<Integer> input,
        List<LayerRecord> layers,
        Long parameters,
        Long trainable,
        Long notTrainable,
        Long preprocessing,
        Long operations,
        Tree experiment) {

    /// @param description    its settings
    /// @param output         the shape of what it makes of an example
    /// @param receptiveField null where a value sees all of the input
    /// @param preprocessing  whether it belongs to the preprocessing
    public record LayerRecord(
            String path,
            String type,
            Tree description,
            List<Integer> output,
            @Nullable String receptiveField,
            Long parameters,
            Long trainable,
            String formula,
            Long operations,
            Boolean preprocessing) {
        /// 0 where it is not known.
        public long count() {
            return parameters == null ? 0 : parameters;
        }

        /// Whether it is of a kind, such as `dense`.
        public boolean is(String kind) {
            return kind.equals(type);
        }
    }

    /// The same with the experiment.
    public ModelRecord withExperiment(Tree trained) {
        return new ModelRecord(input, layers, parameters, trainable, notTrainable, preprocessing, operations, trained);
    }
}
