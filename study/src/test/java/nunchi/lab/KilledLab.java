package nunchi.lab;

import java.nio.file.Path;
import java.time.Duration;
import nunchi.run.RunOptions;
import nunchi.search.SearchEvent;
import nunchi.train.TrainingEvent;

/// A process that begins a lab or goes on with it, to be killed; it says what it hears.
public final class KilledLab {
    private KilledLab() {}

    private static final class Told implements LabListener {
        @Override
        public void begins(Task task) {
            System.out.println("begins " + task.name());
        }

        @Override
        public void on(TrainingEvent event) {
            switch (event) {
                case TrainingEvent.Started _ -> System.out.println("training");
                case TrainingEvent.Inspected _ -> System.out.println("inspecting");
                default -> {}
            }
        }

        @Override
        public void on(SearchEvent event) {
            System.out.println("searching");
        }

        @Override
        public void on(Grouped set) {
            System.out.println("grouped");
        }
    }

    /// @param arguments the folder of the lab's files, and the lab's own
    public static void main(String... arguments) {
        Path folder = Path.of(arguments[1]);
        RunOptions options = new RunOptions().withOut(folder).withThreads(1).withCheckpointsEvery(Duration.ZERO);
        if (Labs.isLab(folder)) {
            Labs.resume(folder, options, new Told());
        } else {
            Labs.run(Labs.in(Path.of(arguments[0])), new Labs.Request(), options, new Told());
        }
    }
}
