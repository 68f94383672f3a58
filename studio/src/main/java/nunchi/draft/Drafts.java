package nunchi.draft;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Names;
import nunchi.codec.YamlLines;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.SearchSettings;
import nunchi.run.Outlines;
import nunchi.run.RunOptions;
import nunchi.run.Runs;
import nunchi.train.Summary;
import nunchi.train.TrainingFailedException;
import org.jspecify.annotations.Nullable;

/// Looks at experiment files while they are written: their first problem, and the layers with their sizes. Of the data
/// the set that was looked at last stays in memory; none is downloaded.
public final class Drafts {
    private static final Pattern PATH = Pattern.compile("at ([\\p{L}\\p{N}._-]+): ");
    private static final Pattern KEY = Pattern.compile("unknown key '([^']+)'");
    private static final Pattern LINE = Pattern.compile("line (\\d+)(,|:)");
    private static final String MODEL = "model.";

    private final RunOptions options;
    private final ExperimentFile files;

    /// @param options catalogue and data are looked at
    public Drafts(RunOptions options) {
        this.options = options.withData(options.data().withDownloader(null)).keepingData();
        this.files = options.files();
    }

    /// @throws InvalidRequestException when the text is no experiment, with the place in it
    public Experiment parsed(String text) {
        return files.parse(text);
    }

    /// What a text amounts to.
    public Drafted of(String text) {
        Experiment experiment;
        try {
            experiment = parsed(text);
        } catch (InvalidRequestException refused) {
            return Drafted.refused(refused.getMessage(), line(text, refused.getMessage()), null);
        }
        if (isAbsent(experiment.data().name())) {
            String note =
                    "the data set %s is not on this machine yet; a training fetches it, and the layers are shown then"
                            .formatted(experiment.data().name());
            return new Drafted(null, 0, note, experiment.name(), isSearch(experiment), null);
        }
        Drafted unreadable = withoutData(text, experiment);
        if (unreadable != null) {
            return unreadable;
        }
        try {
            return drafted(experiment, summary(experiment));
        } catch (InvalidRequestException | TrainingFailedException refused) {
            return refused(text, refused, experiment.name(), 0);
        }
    }

    /// @return null where the data can be read
    private synchronized @Nullable Drafted withoutData(String text, Experiment experiment) {
        try {
            options.whole(experiment);
            return null;
        } catch (InvalidRequestException | TrainingFailedException refused) {
            return refused(text, refused, experiment.name(), YamlLines.line(text, "data.name"));
        }
    }

    private static Drafted refused(String text, RuntimeException refused, String name, int otherwise) {
        String problem = String.valueOf(refused.getMessage());
        int line = line(text, problem);
        return Drafted.refused(problem, line == 0 ? otherwise : line, name);
    }

    private static boolean isSearch(Experiment experiment) {
        return SearchSettings.isSearch(experiment);
    }

    private boolean isAbsent(String name) {
        return options.data().sources().stream()
                .filter(set -> Names.plain(set.name()).equals(Names.plain(name)))
                .anyMatch(set -> set.place(options.data().folders()).isEmpty());
    }

    /// @throws InvalidRequestException when it cannot be trained as it stands; of a search each trial says so itself
    private synchronized Summary summary(Experiment experiment) {
        Summary summary = Outlines.summary(experiment, options);
        if (!isSearch(experiment)) {
            Runs.check(experiment, options.whole(experiment), options);
        }
        return summary;
    }

    private static Drafted drafted(Experiment experiment, Summary summary) {
        return new Drafted(
                null,
                0,
                null,
                experiment.name(),
                isSearch(experiment),
                new Drafted.Sizes(
                        summary.input().toString(),
                        summary.rows().stream()
                                .map(row -> new Drafted.LayerLine(
                                        row.path(),
                                        row.output().toString(),
                                        row.parameters().count(),
                                        row.parameters().formula(),
                                        row.operations()))
                                .toList(),
                        summary.parameters(),
                        summary.trainable(),
                        summary.operations()));
    }

    /// Where a message says that its problem is.
    private static int line(String text, String problem) {
        Matcher path = PATH.matcher(problem);
        Matcher line = LINE.matcher(problem);
        if (line.lookingAt()) {
            return Integer.parseInt(line.group(1));
        }
        Matcher key = KEY.matcher(problem);
        if (!path.lookingAt()) {
            return key.lookingAt() ? YamlLines.line(text, key.group(1)) : 0;
        }
        String place = path.group(1);
        return YamlLines.line(text, Character.isDigit(place.charAt(0)) ? MODEL + place : place);
    }
}
