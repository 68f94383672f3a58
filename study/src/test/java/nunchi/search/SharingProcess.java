package nunchi.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import nunchi.run.RunOptions;
import nunchi.train.Samples;
import nunchi.train.TrainingEvent;
import nunchi.train.TrainingFailedException;

/// A process that trains some trials of [KilledSearch#experiment], to be killed; it says `training 5` when it trains
/// the fifth, and `ended 5` when it has.
public final class SharingProcess {
    private SharingProcess() {}

    /// @param arguments the search's folder, and the number and count of the parts
    public static void main(String... arguments) {
        Share part = new Share.Part(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        RunOptions options =
                new RunOptions().withOut(Path.of(arguments[0])).withThreads(1).withCheckpointsEvery(Duration.ZERO);
        try {
            Searches.share(KilledSearch.experiment(), part, Samples.parts(), options, SharingProcess::print);
        } catch (TrainingFailedException failed) {
            System.out.println(failed.getMessage());
            System.exit(1);
        }
    }

    private static void print(SearchEvent event) {
        switch (event) {
            case SearchEvent.Training(Trial trial, TrainingEvent.Started _) ->
                System.out.println("training " + trial.number());
            case SearchEvent.Ended(TrialOutcome outcome) ->
                System.out.println("ended " + outcome.trial().number());
            case SearchEvent.Elsewhere(Trial trial, String by) ->
                System.out.println("elsewhere %d by %s".formatted(trial.number(), by));
            case SearchEvent.Planned _, SearchEvent.Training _, SearchEvent.Disagreement _ -> {}
        }
    }

    static Process start(Path search, int number, int parts) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharingProcess.class.getName(),
                        search.toString(),
                        Integer.toString(number),
                        Integer.toString(parts))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// What a process has printed to its end.
    static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
