package nunchi.benchmark.peer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import nunchi.benchmark.Part;
import nunchi.benchmark.Work;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.rnn_primitive_desc_base;

/// oneDNN's recurrent layers: the first state is zero, sequences lie as `[steps, batch, features]`, and weights as
/// oneDNN chooses. Each pass has weights of its own, which are not reordered from pass to pass, and the backward pass
/// adds to the gradients of weights and biases without setting them to 0.
final class OneDnnRecurrence {
    private static final dnnl.rnn_direction FORWARD = dnnl.rnn_direction.unidirectional_left2right;

    private final engine machine;
    private final Part.Recurrent layer;
    private final boolean backward;
    private final memory.desc x;
    private final memory.desc states;
    private final memory.desc weight;
    private final memory.desc recurrentWeight;
    private final memory.desc bias;
    private final memory.desc none = new memory.desc();

    OneDnnRecurrence(engine machine, Work.Recurrence work) {
        this.machine = machine;
        layer = work.layer();
        backward = work.backward();
        boolean gru = layer.cell() == Part.Cell.GRU;
        int gates = gru ? 3 : 4;
        x = sequences(layer.steps(), work.batch(), layer.inputs());
        states = sequences(layer.steps(), work.batch(), layer.units());
        weight = any(1, 1, layer.inputs(), gates, layer.units());
        recurrentWeight = any(1, 1, layer.units(), gates, layer.units());
        bias = new memory.desc(
                new long[] {1, 1, gru ? 4 : gates, layer.units()}, memory.data_type.f32, memory.format_tag.ldgo);
    }

    /// A pass and its arrays.
    record Pass(primitive work, Map<Integer, memory> arrays) {}

    /// The forward pass, and the backward one where it is wanted.
    ///
    /// @param filled makes an array with values
    Pass[] passes(Function<memory.desc, memory> filled) {
        return layer.cell() == Part.Cell.GRU ? gru(filled) : lstm(filled);
    }

    private dnnl.prop_kind kind() {
        return backward ? dnnl.prop_kind.forward_training : dnnl.prop_kind.forward_inference;
    }

    private Pass[] lstm(Function<memory.desc, memory> filled) {
        lstm_forward.primitive_desc forward = new lstm_forward.primitive_desc(
                machine, kind(), FORWARD, x, none, none, weight, recurrentWeight, bias, states, none, none);
        Pass first = new Pass(new lstm_forward(forward), read(forward, filled));
        if (!backward) {
            return new Pass[] {first};
        }
        lstm_backward.primitive_desc gradient = new lstm_backward.primitive_desc(
                machine,
                dnnl.prop_kind.backward,
                FORWARD,
                x,
                none,
                none,
                weight,
                recurrentWeight,
                bias,
                states,
                none,
                none,
                x,
                none,
                none,
                weight,
                recurrentWeight,
                bias,
                states,
                none,
                none,
                forward);
        return new Pass[] {first, new Pass(new lstm_backward(gradient), gradients(gradient, first, filled))};
    }

    private Pass[] gru(Function<memory.desc, memory> filled) {
        lbr_gru_forward.primitive_desc forward = new lbr_gru_forward.primitive_desc(
                machine, kind(), FORWARD, x, none, weight, recurrentWeight, bias, states, none);
        Pass first = new Pass(new lbr_gru_forward(forward), read(forward, filled));
        if (!backward) {
            return new Pass[] {first};
        }
        lbr_gru_backward.primitive_desc gradient = new lbr_gru_backward.primitive_desc(
                machine,
                dnnl.prop_kind.backward,
                FORWARD,
                x,
                none,
                weight,
                recurrentWeight,
                bias,
                states,
                none,
                x,
                none,
                weight,
                recurrentWeight,
                bias,
                states,
                none,
                forward);
        return new Pass[] {first, new Pass(new lbr_gru_backward(gradient), gradients(gradient, first, filled))};
    }

    private Map<Integer, memory> read(rnn_primitive_desc_base pass, Function<memory.desc, memory> filled) {
        Map<Integer, memory> arrays = new HashMap<>();
        arrays.put(dnnl.DNNL_ARG_SRC_LAYER, filled.apply(pass.src_layer_desc()));
        arrays.put(dnnl.DNNL_ARG_WEIGHTS_LAYER, filled.apply(pass.weights_layer_desc()));
        arrays.put(dnnl.DNNL_ARG_WEIGHTS_ITER, filled.apply(pass.weights_iter_desc()));
        arrays.put(dnnl.DNNL_ARG_BIAS, filled.apply(pass.bias_desc()));
        arrays.put(dnnl.DNNL_ARG_DST_LAYER, filled.apply(pass.dst_layer_desc()));
        if (backward) {
            arrays.put(dnnl.DNNL_ARG_WORKSPACE, new memory(pass.workspace_desc(), machine));
        }
        return arrays;
    }

    private Map<Integer, memory> gradients(
            rnn_primitive_desc_base pass, Pass forward, Function<memory.desc, memory> filled) {
        Map<Integer, memory> arrays = new HashMap<>(forward.arrays());
        arrays.put(dnnl.DNNL_ARG_WEIGHTS_LAYER, filled.apply(pass.weights_layer_desc()));
        arrays.put(dnnl.DNNL_ARG_WEIGHTS_ITER, filled.apply(pass.weights_iter_desc()));
        arrays.put(dnnl.DNNL_ARG_DIFF_SRC_LAYER, filled.apply(pass.diff_src_layer_desc()));
        arrays.put(dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER, filled.apply(pass.diff_weights_layer_desc()));
        arrays.put(dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER, filled.apply(pass.diff_weights_iter_desc()));
        arrays.put(dnnl.DNNL_ARG_DIFF_BIAS, filled.apply(pass.diff_bias_desc()));
        arrays.put(dnnl.DNNL_ARG_DIFF_DST_LAYER, filled.apply(pass.diff_dst_layer_desc()));
        return arrays;
    }

    private static memory.desc sequences(long... extents) {
        return new memory.desc(extents, memory.data_type.f32, memory.format_tag.tnc);
    }

    private static memory.desc any(long... extents) {
        return new memory.desc(extents, memory.data_type.f32, memory.format_tag.any);
    }
}
