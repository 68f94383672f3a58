package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nunchi.check.InvalidRequestException;
import nunchi.codec.RecordType;
import nunchi.codec.Tree;
import nunchi.codec.Yaml;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Commands and experiment files in the documents work as they stand.
class DocumentsTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\$ )?(?:\\./)?nunchi (.*)$");
    private static final Tree.Fields BASE = (Tree.Fields) ExperimentFile.tree("""
            name: base
            data: {name: digits, test: {random: 0.2}, validation: {random: 0.1}}
            model: [{dense: {units: 16, activation: relu}}, {dense: 10}]
            loss: softmaxCrossEntropy
            optimizer: {adam: {learningRate: 0.001}}
            train: {epochs: 5}
            """);

    @Test
    void everyCommandIsOne() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (DocumentBlock block : DocumentBlock.all()) {
            for (String line : COMMAND.matcher(block.text())
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                commands.add(line);
                if (line.contains("[-h]")) {
                    continue;
                }
                String[] words = line.replaceFirst("\\s+[#<>|].*", "").strip().split(" +");
                try {
                    CommandLineProgram.standard().parseArgs(words);
                } catch (CommandLine.ParameterException refused) {
                    wrong.add("%s: nunchi %s: %s".formatted(block.document(), line, refused.getMessage()));
                }
            }
        }
        assertThat(commands).hasSizeGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    /// A `lab.yaml` (with members) is no experiment.
    @Test
    void everyExperimentIsRead() throws IOException {
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (DocumentBlock block : DocumentBlock.all()) {
            if (block.language().equals("yaml") && !block.text().contains("members:")) {
                try {
                    new ExperimentFile().parse(Yaml.write(whole(block.text())));
                    read++;
                } catch (InvalidRequestException refused) {
                    wrong.add("%s: %s%n%s".formatted(block.document(), refused.getMessage(), block.text()));
                }
            }
        }
        assertThat(read).isGreaterThan(10);
        assertThat(wrong).isEmpty();
    }

    /// A part of an experiment put into a whole one: outermost keys, or keys of `data`.
    private static Tree whole(String text) {
        Tree.Fields part = (Tree.Fields) ExperimentFile.tree(text);
        List<String> keys = RecordType.of(Experiment.class).parts().stream()
                .map(RecordType.Part::key)
                .toList();
        return keys.containsAll(part.entries().keySet())
                ? with(BASE, part)
                : BASE.with("data", with((Tree.Fields) BASE.entries().get("data"), part));
    }

    private static Tree.Fields with(Tree.Fields whole, Tree.Fields part) {
        Tree.Fields changed = whole;
        for (Map.Entry<String, Tree> each : part.entries().entrySet()) {
            changed = changed.with(each.getKey(), each.getValue());
        }
        return changed;
    }
}
