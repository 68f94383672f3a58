package nunchi.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import nunchi.check.Check;
import nunchi.experiment.Experiment;
import nunchi.lab.Lab.Member;
import nunchi.report.Report;
import nunchi.run.Repetition;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;
import nunchi.run.RunResult;
import nunchi.run.Runs;

/// The built-in studies, and running them.
public final class Labs {
    private static final List<Lab> ALL = List.of(
            new Lab("digits-from-scratch", "Digits from scratch", List.of(
                    new Member("network", List.of("train.epochs=500")),
                    new Member("scikit-learn", List.of("train.epochs=50")))));

    private Labs() {}

    public static List<Lab> all() {
        return ALL;
    }

    /// @throws nunchi.check.InvalidRequestException for an unknown name, listing the known ones
    public static Lab named(String name) {
        return ALL.stream()
                .filter(lab -> lab.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Check.unknown("lab", name, ALL.stream().map(Lab::name).toList()));
    }

    /// How a lab is run.
    ///
    /// @param runs    of each member, with seeds that follow each other; at least 1
    /// @param quick   whether to take the settings of a quick run
    /// @param changes made to each member's experiment
    public record Request(int runs, boolean quick, UnaryOperator<Experiment> changes) {
        public Request {
            Check.positive("repeat", runs);
        }

        public Request() {
            this(1, false, UnaryOperator.identity());
        }
    }

    /// A member that has been run.
    ///
    /// @param runs what came out, one result for each seed
    public record Outcome(Member member, Experiment experiment, Path folder, List<RunResult> runs) {}

    /// A lab that has been run.
    ///
    /// @param report a page on all members together
    public record Outcomes(Path folder, Path report, List<Outcome> members) {}

    /// Runs every member into a folder of its own within the lab's, and writes one report.
    ///
    /// @throws nunchi.check.InvalidRequestException when a member cannot be run as it stands
    public static Outcomes run(Lab lab, Request request, RunOptions options) {
        RunFolder folder = RunFolder.create(options.out(), lab.name());
        List<Outcome> outcomes = new ArrayList<>();
        for (Member member : lab.members()) {
            Experiment experiment = request.changes().apply(lab.experiment(member, request.quick()));
            Path place = folder.file(member.folder());
            outcomes.add(new Outcome(member, experiment, place, run(experiment, request.runs(), options.withOut(place))));
            folder.write(RunFolder.RESULT, LabFile.page(lab, request, outcomes));
        }
        return new Outcomes(folder.path(), Report.write(folder.path()), List.copyOf(outcomes));
    }

    private static List<RunResult> run(Experiment experiment, int runs, RunOptions options) {
        return runs == 1 ? List.of(Runs.run(experiment, options)) : Repetition.run(experiment, runs, options).results();
    }

    /// Writes the members' experiment files into a folder, as a start for one's own.
    ///
    /// @return the files written
    /// @throws nunchi.check.InvalidRequestException where one is there already; then nothing is written
    public static List<Path> copy(Lab lab, Path folder) {
        for (Member member : lab.members()) {
            Path target = folder.resolve(member.folder() + ".yaml");
            Check.require(!Files.exists(target), "%s is there already; choose another folder".formatted(target));
        }
        RunFolder goal = new RunFolder(folder);
        lab.members().forEach(member -> goal.write(member.folder() + ".yaml", lab.text(member).getBytes(StandardCharsets.UTF_8)));
        return lab.members().stream().map(member -> folder.resolve(member.folder() + ".yaml")).toList();
    }
}
