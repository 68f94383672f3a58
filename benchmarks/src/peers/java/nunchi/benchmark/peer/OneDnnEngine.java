package nunchi.benchmark.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nunchi.benchmark.Engine;
import nunchi.benchmark.Measuring;
import nunchi.benchmark.Part;
import nunchi.benchmark.Work;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/// oneDNN's convolutions and recurrent layers alone: created once, all arrays in the blocked layouts that it chooses
/// itself, so that no reordering is timed.
public final class OneDnnEngine implements Engine {
    private static final long[] ONE = {1, 1};
    private static final float RECURRENT_SCALE = 0.1f;

    private final engine machine = new engine(engine.kind.cpu, 0);

    private OneDnnEngine() {}

    /// The number of threads must also be given as `OMP_NUM_THREADS`.
    public static void main(String[] arguments) {
        Measuring.measure(new OneDnnEngine(), arguments);
    }

    @Override
    public String name() {
        return "oneDNN";
    }

    @Override
    public Optional<Task> prepare(Work work, int threads) {
        return switch (work) {
            case Work.Single single -> Optional.of(prepare(single));
            case Work.Recurrence recurrence -> Optional.of(prepare(recurrence));
            default -> Optional.empty();
        };
    }

    /// A layer's arrays and its forward pass.
    private record Described(
            memory.desc images,
            memory.desc weight,
            memory.desc steps,
            long[] padding,
            convolution_forward.primitive_desc forward) {}

    private Task prepare(Work.Single work) {
        Described described = described(work);
        return switch (work.direction()) {
            case FORWARD -> forward(described.forward);
            case INPUT_GRADIENT -> inputGradient(described);
            case WEIGHT_GRADIENT -> weightGradient(described);
        };
    }

    /// Values as small as weights are, so that no gate is all open or shut.
    private Task prepare(Work.Recurrence work) {
        List<Task> passes = Stream.of(new OneDnnRecurrence(machine, work).passes(desc -> filled(desc, RECURRENT_SCALE)))
                .map(pass -> task(pass.work(), pass.arrays()))
                .toList();
        return () -> passes.forEach(Task::run);
    }

    private Described described(Work.Single work) {
        Part.Convolution layer = work.layer();
        memory.desc images = any(work.batch(), layer.inputs(), layer.extent(), layer.extent());
        memory.desc steps = any(work.batch(), layer.outputs(), layer.extent(), layer.extent());
        memory.desc weight = any(layer.outputs(), layer.inputs(), layer.kernel(), layer.kernel());
        long[] padding = {layer.padding(), layer.padding()};
        convolution_forward.primitive_desc forward = new convolution_forward.primitive_desc(
                machine,
                dnnl.prop_kind.forward_training,
                dnnl.algorithm.convolution_auto,
                images,
                weight,
                steps,
                ONE,
                padding,
                padding);
        return new Described(images, weight, steps, padding, forward);
    }

    private Task forward(convolution_forward.primitive_desc forward) {
        return described(
                new convolution_forward(forward),
                Map.of(
                        dnnl.DNNL_ARG_SRC,
                        forward.src_desc(),
                        dnnl.DNNL_ARG_WEIGHTS,
                        forward.weights_desc(),
                        dnnl.DNNL_ARG_DST,
                        forward.dst_desc()));
    }

    /// A gradient is made with a hint, the description of the forward pass that it belongs to.
    private Task inputGradient(Described layer) {
        convolution_backward_data.primitive_desc gradient = new convolution_backward_data.primitive_desc(
                machine,
                dnnl.algorithm.convolution_auto,
                layer.images,
                layer.weight,
                layer.steps,
                ONE,
                layer.padding,
                layer.padding,
                layer.forward);
        return described(
                new convolution_backward_data(gradient),
                Map.of(
                        dnnl.DNNL_ARG_DIFF_SRC,
                        gradient.diff_src_desc(),
                        dnnl.DNNL_ARG_WEIGHTS,
                        gradient.weights_desc(),
                        dnnl.DNNL_ARG_DIFF_DST,
                        gradient.diff_dst_desc()));
    }

    private Task weightGradient(Described layer) {
        convolution_backward_weights.primitive_desc gradient = new convolution_backward_weights.primitive_desc(
                machine,
                dnnl.algorithm.convolution_auto,
                layer.images,
                layer.weight,
                layer.steps,
                ONE,
                layer.padding,
                layer.padding,
                layer.forward);
        return described(
                new convolution_backward_weights(gradient),
                Map.of(
                        dnnl.DNNL_ARG_SRC,
                        gradient.src_desc(),
                        dnnl.DNNL_ARG_DIFF_WEIGHTS,
                        gradient.diff_weights_desc(),
                        dnnl.DNNL_ARG_DIFF_DST,
                        gradient.diff_dst_desc()));
    }

    private Task described(primitive convolution, Map<Integer, memory.desc> described) {
        Map<Integer, memory> filled = new HashMap<>();
        described.forEach((argument, desc) -> filled.put(argument, filled(desc, 1)));
        return task(convolution, filled);
    }

    private Task task(primitive work, Map<Integer, memory> given) {
        IntMemoryMap arrays = new IntMemoryMap();
        given.forEach(arrays::put);
        stream stream = new stream(machine);
        return new Task() {
            @Override
            public void run() {
                work.execute(stream, arrays);
                stream._wait();
            }

            @Override
            public void close() {
                arrays.close();
                work.close();
            }
        };
    }

    private memory filled(memory.desc desc, float scale) {
        memory memory = new memory(desc, machine);
        FloatPointer values = new FloatPointer(memory.get_data_handle()).capacity(desc.get_size() / Float.BYTES);
        for (long i = 0; i < values.capacity(); i++) {
            values.put(i, scale * ((i * 37 % 101) / 101f - 0.5f));
        }
        return memory;
    }

    private static memory.desc any(long... extents) {
        return new memory.desc(extents, memory.data_type.f32, memory.format_tag.any);
    }
}
