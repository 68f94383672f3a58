package nunchi.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.codec.Tree;
import nunchi.data.DataCatalogue;
import nunchi.draft.CaretPlace;
import nunchi.draft.Drafted;
import nunchi.draft.Drafts;
import nunchi.draft.Suggestions;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import org.jspecify.annotations.Nullable;

/// Experiments that are written in the page, and the trainings that begin there. New runs lie in the studio's folder,
/// whatever their names are.
final class Beginnings implements AutoCloseable {
    private static final int MOST = 8;
    /// For a folder to show that its training goes on: data may be large.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final RunIndex runs;
    private final @Nullable TrainingCommands commands;
    private final ExperimentFile files = new ExperimentFile();
    private final Drafts drafts = new Drafts(new RunOptions());
    private final Suggestions suggestions = new Suggestions(Catalogue.standard(), DataCatalogue.standard());
    private final List<BegunTraining> begun = new CopyOnWriteArrayList<>();

    /// @param commands null where none begins
    Beginnings(Path folder, RunIndex runs, @Nullable TrainingCommands commands) {
        this.folder = folder;
        this.runs = runs;
        this.commands = commands;
    }

    /// The experiment of a run as a text to be changed.
    StudioRecord.Draft ofRun(String id) {
        try {
            Path file = runs.folder(id).resolve(RunFolder.EXPERIMENT);
            Check.require(Files.isRegularFile(file), "this run has no experiment file");
            return new StudioRecord.Draft(Files.readString(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    Drafted looked(StudioRecord.Draft draft) {
        return drafts.of(text(draft.text()));
    }

    StudioRecord.Suggested suggested(StudioRecord.Caret caret) {
        String text = text(caret.text());
        Check.require(
                caret.caret() >= 0 && caret.caret() <= text.length(),
                "caret is %d; it must be 0 to %d, the length of the text".formatted(caret.caret(), text.length()));
        return new StudioRecord.Suggested(suggestions.at(CaretPlace.of(text, caret.caret())));
    }

    private static String text(@Nullable String text) {
        Check.require(text != null, "text is missing; give that of an experiment file");
        return Objects.requireNonNull(text);
    }

    /// Begins a training, and answers as soon as it is known to go on.
    ///
    /// @throws InvalidRequestException when it cannot be trained as it is written, in the words of its own process
    StudioRecord.Begun begun(StudioRecord.Beginning asked) {
        Check.require(commands != null, "this studio begins no trainings");
        begun.removeIf(training -> !training.isAlive());
        Check.require(
                begun.size() < MOST,
                "%d trainings that were begun here go on; wait until one has ended, or stop one".formatted(MOST));
        String text = text(asked.text());
        Experiment experiment = drafts.parsed(text);
        Path out = RunFolder.vacant(folder, experiment.name());
        BegunTraining training = asked.from() == null
                ? BegunTraining.begin(Objects.requireNonNull(commands).run(out), text, out)
                : BegunTraining.begin(fork(asked, experiment, out), "", out);
        begun.add(training);
        training.awaitSign(PATIENCE);
        return new StudioRecord.Begun(folder.relativize(out).toString());
    }

    private List<String> fork(StudioRecord.Beginning asked, Experiment experiment, Path out) {
        Path run = runs.folder(Objects.requireNonNull(asked.from()));
        Integer epoch = asked.epoch();
        Check.require(epoch != null, "epoch is missing; give the last one that both runs have in common");
        Tree.Fields before = files.tree(RunFolder.open(run).trainedExperiment(files));
        Tree.Fields now = files.tree(experiment);
        List<String> changes = now.entries().entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.path(entry.getKey())))
                .filter(entry -> !entry.getKey().equals("name"))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return Objects.requireNonNull(commands).fork(run, Objects.requireNonNull(epoch), changes, out);
    }

    /// The folders of the trainings that were begun here and go on.
    List<Path> begun() {
        return begun.stream()
                .filter(BegunTraining::isAlive)
                .map(BegunTraining::folder)
                .toList();
    }

    /// Ends the trainings that were begun here; they leave a checkpoint.
    @Override
    public void close() {
        begun.forEach(BegunTraining::end);
    }
}
