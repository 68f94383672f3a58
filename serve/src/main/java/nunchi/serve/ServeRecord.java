package nunchi.serve;

import java.util.List;
import nunchi.codec.Key;
import org.jspecify.annotations.Nullable;

/// What the server answers, as the Open Inference Protocol has it.
sealed interface ServeRecord {
    /// @param name       name of the server
    /// @param version    version of Nunchi
    /// @param extensions extensions of the protocol; none
    record ServerMetadata(String name, String version, List<String> extensions) implements ServeRecord {}

    /// @param live whether the server answers at all
    record Live(boolean live) implements ServeRecord {}

    /// @param ready whether all models are loaded and warm, and the server is not closing
    record Ready(boolean ready) implements ServeRecord {}

    /// @param name  name of the model
    /// @param ready whether it is loaded and warm
    record ModelReady(String name, boolean ready) implements ServeRecord {}

    /// @param name     name of the model: that of its experiment
    /// @param versions SHA-256 of its weights
    /// @param platform what it is
    /// @param inputs   none where it takes texts
    /// @param outputs  none where it predicts texts
    record ModelMetadata(
            String name,
            List<String> versions,
            String platform,
            List<TensorMetadata> inputs,
            List<TensorMetadata> outputs)
            implements ServeRecord {}

    /// @param name     name of the tensor
    /// @param datatype type of its numbers
    /// @param shape    extents; -1 for any number of examples
    record TensorMetadata(String name, String datatype, List<Integer> shape) implements ServeRecord {}

    /// @param model   name of the model
    /// @param version SHA-256 of its weights
    /// @param id      of the request, where it had one
    /// @param outputs of the model
    record Inference(
            @Key("model_name") String model,
            @Key("model_version") String version,
            @Nullable String id,
            List<OutputTensor> outputs)
            implements ServeRecord {}

    /// @param name     name of the tensor
    /// @param datatype type of its numbers
    /// @param shape    extents, the number of examples first
    /// @param data     its values, last axis fastest
    record OutputTensor(String name, String datatype, List<Integer> shape, List<Double> data) implements ServeRecord {}

    /// @param error why a request was refused
    record Problem(String error) implements ServeRecord {}
}
