package nunchi.record;

import java.util.List;
import nunchi.codec.Tree;
import org.jspecify.annotations.Nullable;

/// `model.json`: the layers of a model, and the experiment that it is trained with.
///
/// @param input         shape of an example
/// @param layers        layers from first to last, the preprocessing included
/// @param parameters    number of parameters
/// @param trainable     number of trainable parameters
/// @param notTrainable  number of parameters that are not trained
/// @param preprocessing number of values that the preprocessing stores
/// @param operations    number of operations for one example
/// @param experiment    experiment that the model is trained with
public record ModelRecord(
        List<Integer> input,
        List<LayerRecord> layers,
        Long parameters,
        Long trainable,
        Long notTrainable,
        Long preprocessing,
        Long operations,
        Tree experiment) {

    /// @param path           path of the layer: `0.dense`
    /// @param type           name of the layer: `dense`
    /// @param description    keys and values of the layer
    /// @param output         shape of the output for one example
    /// @param receptiveField height and width that an output value depends on; absent where it depends on the whole
    ///     input
    /// @param parameters     number of parameters
    /// @param trainable      number of trainable parameters
    /// @param formula        formula of the number of parameters
    /// @param operations     number of operations for one example
    /// @param preprocessing  whether the layer belongs to the preprocessing
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
