package nunchi.cpu;

import java.util.HashMap;
import java.util.Map;
import nunchi.backend.Program;
import nunchi.check.Check;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.memory.CpuWeights;
import nunchi.cpu.plan.Change;
import nunchi.cpu.plan.Lowering;
import nunchi.cpu.plan.StepScalar;
import nunchi.cpu.plan.Values;
import nunchi.cpu.step.Step;
import nunchi.graph.Graph;
import nunchi.random.RandomKey;

/// A graph as a schedule of kernels bound to planned memory.
public final class CpuProgram implements Program {
    private final Step[] stepsOfWeights;
    private final Step[] stepsOfFeeding;
    private final Step[] steps;
    private final CpuWeights weights;
    private final StepScalar[] scalars;
    private final boolean updates;
    private final Values values;
    /// Held, so that its threads do not end before the program.
    private final CpuBackend backend;
    private final Map<String, Buffer> outputs = new HashMap<>();
    private boolean fed = true;
    private long seenVersion = -1;

    CpuProgram(Graph graph, CpuWeights weights, long seed, CpuBackend backend) {
        Lowering lowering = new Lowering(graph, weights, RandomKey.of(seed), backend.kernels(), backend.team());
        this.backend = backend;
        stepsOfWeights = lowering.steps(Change.WEIGHTS).toArray(Step[]::new);
        stepsOfFeeding = lowering.steps(Change.FEEDING).toArray(Step[]::new);
        steps = lowering.steps(Change.STEP).toArray(Step[]::new);
        values = lowering.values();
        this.weights = weights;
        scalars = values.stepValues().toArray(StepScalar[]::new);
        updates = !graph.updates().isEmpty();
        graph.outputs().forEach((name, node) -> outputs.put(name, lowering.output(node)));
    }

    @Override
    public void feed(String input, float[] given) {
        Buffer buffer = Check.known("input", input, values.inputs());
        buffer.set(given);
        fed = true;
    }

    @Override
    public void run(long step) {
        synchronized (backend.team()) {
            runAlone(step);
        }
    }

    /// One program of a team at a time.
    private void runAlone(long step) {
        for (StepScalar scalar : scalars) {
            scalar.fill(step);
        }
        boolean changed = weights.version() != seenVersion;
        if (changed) {
            run(stepsOfWeights, step);
        }
        if (changed || fed) {
            run(stepsOfFeeding, step);
            fed = false;
        }
        run(steps, step);
        if (updates) {
            weights.changed();
        }
        seenVersion = weights.version();
    }

    private static void run(Step[] steps, long step) {
        for (Step each : steps) {
            each.run(step);
        }
    }

    @Override
    public void fetch(String output, float[] into) {
        Buffer buffer = buffer(output);
        System.arraycopy(buffer.array(), buffer.offset(), into, 0, buffer.size());
    }

    /// Where an output lies.
    Buffer buffer(String output) {
        return Check.known("output", output, outputs);
    }
}
