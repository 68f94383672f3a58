package nunchi.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which process trains which trial.
interface Claims {
    /// Of one process that trains all of them.
    Claims ALONE = new Claims() {
        @Override
        public Claim take(Trial trial) {
            return Claim.CERTAIN;
        }

        @Override
        public boolean isTaken(Trial trial) {
            return false;
        }

        @Override
        public List<Trial> abandoned(List<Trial> taken) {
            return List.of();
        }

        @Override
        public String holder(Trial trial) {
            return "this process";
        }
    };

    /// Makes the trial this process's own.
    ///
    /// @return null where another process has it
    @Nullable
    Claim take(Trial trial);

    /// Whether a process has it, or had it to its end.
    boolean isTaken(Trial trial);

    /// Frees the trials that a process has left behind, such as one that was killed. This may take a minute.
    ///
    /// @param taken by other processes
    /// @return those that can be taken now
    List<Trial> abandoned(List<Trial> taken);

    /// Who has a trial: `process 4711 on node7`.
    String holder(Trial trial);

    /// A trial that is this process's own until the claim is closed.
    interface Claim extends AutoCloseable {
        /// That nobody can take away.
        Claim CERTAIN = new Claim() {
            @Override
            public void require() {}

            @Override
            public void ended() {}

            @Override
            public void close() {}
        };

        /// @throws nunchi.check.StoppedException where another process has taken the trial over meanwhile
        void require();

        /// The trial has its result, and is to be taken by nobody.
        void ended();

        @Override
        void close();
    }
}
