package nunchi.lab;

import java.nio.file.Path;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.clustering.ClusteringStudy;
import nunchi.clustering.Clusterings;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.Outline;
import nunchi.experiment.SearchSettings;
import nunchi.run.RunFolder;
import org.jspecify.annotations.Nullable;

/// What a member of a lab does, by the kind of its file; each kind is one that a person's own file can be.
public sealed interface Task {
    /// As its file names it.
    String name();

    /// A heading in the report; null for none.
    @Nullable
    String title();

    /// The record that the file holds.
    Record file();

    /// The name of the file that the folder of what was done keeps.
    default String keptAs() {
        return RunFolder.EXPERIMENT;
    }

    /// What that file holds.
    default Record kept() {
        return file();
    }

    /// An experiment: it is trained, or searched.
    record Training(Experiment experiment) implements Task {
        @Override
        public String name() {
            return experiment.name();
        }

        @Override
        public @Nullable String title() {
            return experiment.study().title();
        }

        @Override
        public Experiment file() {
            return experiment;
        }

        @Override
        public Experiment kept() {
            return SearchSettings.isSearch(experiment) ? experiment : experiment.withSearch(null);
        }
    }

    /// A clustering study.
    record Clustering(ClusteringStudy study) implements Task {
        @Override
        public String name() {
            return study.name();
        }

        @Override
        public @Nullable String title() {
            return study.heading();
        }

        @Override
        public ClusteringStudy file() {
            return study;
        }

        @Override
        public String keptAs() {
            return Clusterings.STUDY;
        }
    }

    /// A model that is not trained: its shapes and parameters are written down.
    record Outlining(Outline outline) implements Task {
        @Override
        public String name() {
            return outline.name();
        }

        @Override
        public @Nullable String title() {
            return outline.title();
        }

        @Override
        public Outline file() {
            return outline;
        }
    }

    /// @throws nunchi.check.InvalidRequestException when the file cannot be read or holds none
    static Task read(Path file, ExperimentFile files) {
        return read(file, List.of(), files);
    }

    /// @param quick settings, each `key.path=value`
    static Task read(Path file, List<String> quick, ExperimentFile files) {
        String text = ExperimentFile.text(file);
        try {
            return parse(text, quick, files);
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(file + ": " + refused.getMessage(), refused);
        }
    }

    /// @param quick settings, each `key.path=value`
    static Task parse(String text, List<String> quick, ExperimentFile files) {
        if (files.looksLike(text, ClusteringStudy.class)) {
            ClusteringStudy study = files.parse(text, ClusteringStudy.class);
            return new Clustering(quick.isEmpty() ? study : files.with(study, quick));
        }
        if (!files.looksLike(text, Experiment.class) && files.looksLike(text, Outline.class)) {
            Outline outline = files.parse(text, Outline.class);
            return new Outlining(quick.isEmpty() ? outline : files.with(outline, quick));
        }
        Experiment experiment = files.parse(text);
        return new Training(quick.isEmpty() ? experiment : files.with(experiment, quick));
    }
}
