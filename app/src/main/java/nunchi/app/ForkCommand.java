package nunchi.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `nunchi fork RUN`.
@Command(
        name = "fork",
        header = "Trains a new run that equals another up to an epoch and goes on with other settings.",
        description = {
            "The weights of that epoch come from a checkpoint or from training again; the SHA-256 in the journal of the run proves that they are the same bits.",
            "",
            "Data, seed and the shape of the model stay; optimizer, schedule, loss, penalty, dropout rates, epochs, batch size and augmentation may change."
        },
        footer = {
            "",
            "Example:",
            "  nunchi fork runs/2026-11-21-1502-digits --epoch 7 --set optimizer.sgd.learningRate=0.01 --out runs/slower"
        })
final class ForkCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of a run.")
    private Path folder;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            required = true,
            description =
                    "Last epoch that both runs have in common, from 1 to the last that RUN has trained; it must be given (default: none).")
    private int epoch;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Change of one value of the experiment from the next epoch on, such as optimizer.sgd.learningRate=0.01; repeatable (default: none).")
    private List<String> changes = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the fork, new or empty (default: runs/DATE-NAME).")
    private @Nullable Path out;

    @Mixin
    private Machine machine;

    @Mixin
    private DataPlace place;

    @Override
    public void run() {
        new Study(spec.commandLine().getOut(), spec.commandLine().getErr(), Terminal.present())
                .fork(folder, epoch, changes, machine.options(place).withOut(out));
    }
}
