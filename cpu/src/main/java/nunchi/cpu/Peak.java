package nunchi.cpu;

import java.util.Arrays;
import nunchi.cpu.kernel.Chains;
import nunchi.cpu.thread.ThreadPool;

/// The machine's speed limit, measured: all threads of a team multiply and add in registers at once.
final class Peak {
    private static final int ROUNDS = 200_000;
    /// Short, so that there are many calls: a method compiled in the middle of its only long loop keeps its vectors in
    /// memory.
    private static final int WARM_UP_ROUNDS = 50;
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final long MEASURING_NANOS = 500_000_000;

    private final ThreadPool team;
    private final Chains[] chains;

    Peak(ThreadPool team) {
        this.team = team;
        this.chains = new Chains[team.size()];
        Arrays.setAll(chains, member -> new Chains());
    }

    /// In GFLOP/s: the best of many short stretches, since other programs on the machine can only make it slower.
    double measure() {
        best(WARM_UP_ROUNDS, WARM_UP_NANOS);
        return best(ROUNDS, MEASURING_NANOS);
    }

    private double best(int rounds, long nanos) {
        double operations = (double) chains.length * rounds * chains[0].operations();
        double best = 0;
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            long started = System.nanoTime();
            team.run(chains.length, (task, member) -> chains[task].run(rounds));
            best = Math.max(best, operations / (System.nanoTime() - started));
        }
        return best;
    }
}
