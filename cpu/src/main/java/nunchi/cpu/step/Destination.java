package nunchi.cpu.step;

import java.util.Objects;
import nunchi.cpu.memory.Alignment;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/// Where the values that tasks compute go: into a buffer, or where a cluster follows, into the thread's workspace and
/// through the cluster while they are warm.
final class Destination {
    private final @Nullable Buffer buffer;
    private final @Nullable FusedKernel cluster;
    private final ThreadPool team;
    private final int base;

    /// @param buffer  null where a cluster takes the values
    /// @param cluster reads them as its local slot; null for none
    /// @param most    values of a task
    Destination(@Nullable Buffer buffer, @Nullable FusedKernel cluster, int most, ThreadPool team) {
        this.buffer = buffer;
        this.cluster = cluster;
        this.team = team;
        this.base = Alignment.FIRST + Alignment.roundUp(most);
        if (cluster != null) {
            team.workspace().reserve(base + cluster.workspace());
        }
    }

    ThreadPool team() {
        return team;
    }

    float[] array(int member) {
        return cluster == null
                ? Objects.requireNonNull(buffer).array()
                : team.workspace().of(member);
    }

    /// Where a task writes its first value, which is this one of all.
    int offset(int first) {
        return cluster == null ? Objects.requireNonNull(buffer).offset() + first : Alignment.FIRST;
    }

    /// To be called when the task has written all its values.
    void finish(int first, int end, int member, long step) {
        if (cluster != null) {
            float[] memory = team.workspace().of(member);
            cluster.run(cluster.begin(member, step, memory, base), first, end, memory, Alignment.FIRST);
        }
    }
}
