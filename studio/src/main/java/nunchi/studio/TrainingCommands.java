package nunchi.studio;

import java.nio.file.Path;
import java.util.List;

/// The command lines by which the studio's page begins trainings, each a process of its own: program and arguments,
/// word by word. Such a process writes one sentence to its error stream where it fails, and leaves a checkpoint where
/// it is ended.
public interface TrainingCommands {
    /// Trains the experiment that comes by the standard input.
    ///
    /// @param out folder for the run, not there yet
    List<String> run(Path out);

    /// Trains a fork of a run.
    ///
    /// @param run     its folder
    /// @param epoch   last that both have in common
    /// @param changes each `key.path=value`
    /// @param out     folder for the fork, not there yet
    List<String> fork(Path run, int epoch, List<String> changes, Path out);
}
