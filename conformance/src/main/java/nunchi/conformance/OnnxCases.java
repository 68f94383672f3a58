package nunchi.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.backend.Backend;

/// The node cases of ONNX (Debian's `libonnx-testdata`) that these ops can express, and why the others cannot be.
final class OnnxCases {

    /// Where Debian puts them.
    static final Path FOLDER = Path.of("/usr/share/libonnx-testdata/data/node");

    /// The operators whose cases are told apart here.
    static final List<String> OPERATORS = List.of(
            "Conv",
            "ConvTranspose",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "BatchNormalization",
            "Concat",
            "Slice",
            "Pad",
            "MatMul",
            "Transpose",
            "Gather",
            "RNN",
            "LSTM",
            "GRU");

    static final List<String> COVERED = List.of(
            "test_basic_conv_with_padding",
            "test_basic_conv_without_padding",
            "test_conv_with_autopad_same",
            "test_conv_with_strides_and_asymmetric_padding",
            "test_conv_with_strides_no_padding",
            "test_conv_with_strides_padding",
            "test_convtranspose",
            "test_convtranspose_1d",
            "test_convtranspose_autopad_same",
            "test_convtranspose_dilations",
            "test_convtranspose_kernel_shape",
            "test_convtranspose_output_shape",
            "test_convtranspose_pad",
            "test_convtranspose_pads",
            "test_convtranspose_with_kernel",
            "test_maxpool_1d_default",
            "test_maxpool_2d_ceil",
            "test_maxpool_2d_default",
            "test_maxpool_2d_dilations",
            "test_maxpool_2d_pads",
            "test_maxpool_2d_precomputed_pads",
            "test_maxpool_2d_precomputed_same_upper",
            "test_maxpool_2d_precomputed_strides",
            "test_maxpool_2d_same_lower",
            "test_maxpool_2d_same_upper",
            "test_maxpool_2d_strides",
            "test_maxpool_2d_uint8",
            "test_averagepool_1d_default",
            "test_averagepool_2d_ceil",
            "test_averagepool_2d_default",
            "test_averagepool_2d_pads",
            "test_averagepool_2d_pads_count_include_pad",
            "test_averagepool_2d_precomputed_pads",
            "test_averagepool_2d_precomputed_pads_count_include_pad",
            "test_averagepool_2d_precomputed_same_upper",
            "test_averagepool_2d_precomputed_strides",
            "test_averagepool_2d_same_lower",
            "test_averagepool_2d_same_upper",
            "test_averagepool_2d_strides",
            "test_globalaveragepool",
            "test_globalaveragepool_precomputed",
            "test_globalmaxpool",
            "test_globalmaxpool_precomputed",
            "test_batchnorm_epsilon",
            "test_batchnorm_epsilon_training_mode",
            "test_batchnorm_example",
            "test_batchnorm_example_training_mode",
            "test_concat_1d_axis_0",
            "test_concat_1d_axis_negative_1",
            "test_concat_2d_axis_0",
            "test_concat_2d_axis_1",
            "test_concat_2d_axis_negative_1",
            "test_concat_2d_axis_negative_2",
            "test_concat_3d_axis_0",
            "test_concat_3d_axis_1",
            "test_concat_3d_axis_2",
            "test_concat_3d_axis_negative_1",
            "test_concat_3d_axis_negative_2",
            "test_concat_3d_axis_negative_3",
            "test_slice",
            "test_slice_default_axes",
            "test_slice_default_steps",
            "test_slice_end_out_of_bounds",
            "test_slice_neg",
            "test_slice_negative_axes",
            "test_constant_pad",
            "test_matmul_2d",
            "test_matmul_3d",
            "test_matmul_4d",
            "test_transpose_all_permutations_0",
            "test_transpose_all_permutations_1",
            "test_transpose_all_permutations_2",
            "test_transpose_all_permutations_3",
            "test_transpose_all_permutations_4",
            "test_transpose_all_permutations_5",
            "test_transpose_default",
            "test_simple_rnn_defaults",
            "test_simple_rnn_with_initial_bias",
            "test_simple_rnn_batchwise",
            "test_rnn_seq_length",
            "test_lstm_defaults",
            "test_lstm_with_initial_bias",
            "test_lstm_batchwise",
            "test_gru_defaults",
            "test_gru_with_initial_bias",
            "test_gru_seq_length",
            "test_gru_batchwise");

    private static final String THREE_AXES = "windows have two axes";
    private static final String PLACES = "asks for the places of the largest values, which no op gives";

    private static final String TABLE = "a table has the shape [rows, size]";

    /// By name, why these ops cannot express it.
    static final Map<String, String> NOT_EXPRESSIBLE = Map.ofEntries(
            Map.entry("test_averagepool_3d_default", THREE_AXES),
            Map.entry("test_convtranspose_3d", THREE_AXES),
            Map.entry("test_maxpool_3d_default", THREE_AXES),
            Map.entry("test_maxpool_with_argmax_2d_precomputed_pads", PLACES),
            Map.entry("test_maxpool_with_argmax_2d_precomputed_strides", PLACES),
            Map.entry("test_slice_neg_steps", "slices go forward in steps of 1"),
            Map.entry("test_slice_start_out_of_bounds", "an empty tensor is no tensor here"),
            Map.entry("test_edge_pad", "padding is constant"),
            Map.entry("test_reflect_pad", "padding is constant"),
            Map.entry("test_gather_0", TABLE),
            Map.entry("test_gather_1", TABLE),
            Map.entry("test_gather_2d_indices", "rows are taken along the first axis"),
            Map.entry("test_gather_negative_indices", TABLE),
            Map.entry("test_lstm_with_peepholes", "the gates of an LSTM do not look at its cell state"));

    private OnnxCases() {}

    /// @param folder of the node cases; where there is none there are no cases
    static Stream<Case> cases(Backend backend, Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        return COVERED.stream()
                .map(name -> new Case("onnx " + name, () -> {
                    Case.require(
                            Files.isRegularFile(folder.resolve(name).resolve("model.onnx")),
                            "the case is no longer in " + folder);
                    check(backend, OnnxNode.read(folder.resolve(name)));
                }));
    }

    private static void check(Backend backend, OnnxNode node) {
        if (OnnxRecurrence.writes(node.operator())) {
            new OnnxRecurrence(backend, node).check();
        } else {
            new OnnxOperators(backend, node).check();
        }
    }
}
