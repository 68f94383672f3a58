package nunchi.cpu;

import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.conformance.OpCase;
import nunchi.conformance.OpCases;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.MaxPool;
import nunchi.graph.op.MaxUnpool;
import nunchi.graph.op.Movement.Concatenate;
import nunchi.graph.op.Movement.Pad;
import nunchi.graph.op.Movement.Slice;
import nunchi.graph.op.TransposedConvolution;

/// The bits of every declared case of the ops that walk over images, as one number.
final class WindowDigest {
    private static final int PRIME = 31;

    private WindowDigest() {}

    static String of(Backend backend) {
        List<OpCase> cases = OpCases.all().stream().filter(WindowDigest::walks).toList();
        long digest = cases.size();
        for (OpCase each : cases) {
            for (float value : result(each, backend)) {
                digest = PRIME * digest + Float.floatToIntBits(value);
            }
        }
        return Long.toHexString(digest);
    }

    private static boolean walks(OpCase each) {
        return switch (each.op()) {
            case MaxPool _,
                    MaxUnpool _,
                    Pad _,
                    Slice _,
                    Concatenate _,
                    Convolution _,
                    TransposedConvolution _,
                    ConvolutionWeightGradient _ -> true;
            default -> false;
        };
    }

    private static float[] result(OpCase each, Backend backend) {
        Graph graph = each.graph();
        Node result = graph.outputs().get("result");
        Program program = backend.compile(graph, backend.initialize(graph, 1), 1);
        each.feeds().forEach((input, values) -> program.feed(input, narrow(values)));
        program.run(0);
        float[] values = new float[result.shape().size()];
        program.fetch("result", values);
        return values;
    }

    private static float[] narrow(double[] wide) {
        float[] values = new float[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) wide[i];
        }
        return values;
    }
}
