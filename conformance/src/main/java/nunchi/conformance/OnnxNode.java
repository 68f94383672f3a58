package nunchi.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node case of ONNX: one operator with its attributes, what goes in and what must come out.
///
/// @param inputs  by the position of the operator's parameter; null for one that is left out
/// @param outputs those that are not left out
record OnnxNode(
        String operator, Map<String, Object> attributes, List<@Nullable OnnxTensor> inputs, List<OnnxTensor> outputs) {

    /// The operator's name in a folder's `model.onnx`, or nothing where the model has several nodes.
    static String operatorOf(Path folder) {
        List<Protobuf> nodes = graph(folder).messages(1);
        return nodes.size() == 1 ? nodes.getFirst().texts(4).getFirst() : "";
    }

    /// `ModelProto` has its graph in field 7; the graph its nodes in 1, the descriptions of
    /// inputs in 11 and of outputs in 12.
    private static Protobuf graph(Path folder) {
        return Protobuf.of(bytes(folder.resolve("model.onnx"))).messages(7).getFirst();
    }

    static OnnxNode read(Path folder) {
        Protobuf graph = graph(folder);
        Protobuf node = graph.messages(1).getFirst();
        Map<String, OnnxTensor> fed = new HashMap<>();
        List<Protobuf> described = graph.messages(11);
        for (int i = 0; i < described.size(); i++) {
            fed.put(described.get(i).texts(1).getFirst(), tensor(folder, "input_" + i));
        }
        Map<String, Object> attributes = new HashMap<>();
        node.messages(5).forEach(attribute -> attributes.put(attribute.texts(1).getFirst(), attribute(attribute)));
        List<OnnxTensor> outputs = new ArrayList<>();
        for (int i = 0; i < graph.messages(12).size(); i++) {
            outputs.add(tensor(folder, "output_" + i));
        }
        return new OnnxNode(
                node.texts(4).getFirst(),
                attributes,
                Arrays.asList(node.texts(1).stream().map(fed::get).toArray(OnnxTensor[]::new)),
                outputs);
    }

    /// `AttributeProto`: a float in field 2, a whole number in 3, a text in 4, whole numbers in 8.
    private static Object attribute(Protobuf attribute) {
        if (!attribute.floats(2).isEmpty()) {
            return attribute.floats(2).getFirst();
        }
        if (!attribute.numbers(3).isEmpty()) {
            return attribute.numbers(3).getFirst().intValue();
        }
        byte[] text = attribute.bytes(4);
        return text.length > 0
                ? new String(text, StandardCharsets.UTF_8)
                : attribute.numbers(8).stream().mapToInt(Long::intValue).toArray();
    }

    private static OnnxTensor tensor(Path folder, String name) {
        return OnnxTensor.of(Protobuf.of(bytes(folder.resolve("test_data_set_0").resolve(name + ".pb"))));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean has(int position) {
        return position < inputs.size() && inputs.get(position) != null;
    }

    /// One that is there.
    OnnxTensor input(int position) {
        return Objects.requireNonNull(inputs.get(position));
    }

    int number(String attribute, int otherwise) {
        return (int) attributes.getOrDefault(attribute, otherwise);
    }

    double real(String attribute, double otherwise) {
        return attributes.get(attribute) instanceof Float value ? Double.parseDouble(value.toString()) : otherwise;
    }

    String text(String attribute, String otherwise) {
        return (String) attributes.getOrDefault(attribute, otherwise);
    }

    int[] numbers(String attribute, int... otherwise) {
        return (int[]) attributes.getOrDefault(attribute, otherwise);
    }
}
