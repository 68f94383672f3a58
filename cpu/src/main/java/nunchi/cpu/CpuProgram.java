package nunchi.cpu;

import java.util.HashMap;
import java.util.Map;
import nunchi.backend.Program;
import nunchi.check.Check;
import nunchi.cpu.kernel.Kernels;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.plan.Lowering;
import nunchi.cpu.plan.Values;
import nunchi.cpu.step.Step;
import nunchi.graph.Graph;
import nunchi.random.RandomKey;

/// A graph as a schedule of kernels bound to planned memory.
public final class CpuProgram implements Program {
    private final Step[] steps;
    private final Values values;
    private final Team team;
    private final Map<String, Buffer> outputs = new HashMap<>();

    CpuProgram(Graph graph, CpuWeights weights, long seed, Kernels kernels, Team team) {
        Lowering lowering = new Lowering(graph, weights, RandomKey.of(seed), kernels, team);
        this.team = team;
        steps = lowering.steps().toArray(Step[]::new);
        values = lowering.values();
        graph.outputs().forEach((name, node) -> outputs.put(name, lowering.output(node)));
    }

    @Override
    public void feed(String input, float[] fed) {
        Buffer buffer = values.inputs().get(input);
        System.arraycopy(fed, 0, buffer.array(), buffer.offset(), buffer.size());
    }

    @Override
    public void run(long step) {
        synchronized (team) {
            runAlone(step);
        }
    }

    /// One program of a team at a time.
    private void runAlone(long step) {
        values.stepValues().forEach((buffer, value) -> buffer.array()[buffer.offset()] = (float) value.applyAsDouble(step));
        for (Step each : steps) {
            each.run(step);
        }
    }

    @Override
    public void fetch(String output, float[] into) {
        Buffer buffer = outputs.get(output);
        Check.require(buffer != null, "the graph has no output %s; it has %s".formatted(output, outputs.keySet()));
        System.arraycopy(buffer.array(), buffer.offset(), into, 0, buffer.size());
    }
}
