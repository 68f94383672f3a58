import module java.base;
import module nunchi.workbench;

/// Runs a built-in study with its quick settings and two seeds for each network, as
/// `nunchi lab digits-from-scratch --quick --repeat 2` does.
///
/// Argument: the folder of the study; default: `runs/…`.
final class QuickLab {
    private QuickLab() {}

    public static void main(String[] arguments) {
        UnaryOperator<Task> twice = task -> task instanceof Task.Training training
                ? new Task.Training(training.experiment().withSearch(new SearchSettings().withRepeat(2)))
                : task;
        RunOptions options = arguments.length == 0 ? new RunOptions() : new RunOptions().withOut(Path.of(arguments[0]));
        Outcomes outcomes =
                Labs.run(Labs.named("digits-from-scratch"), new Labs.Request(true, twice), options, LabListener.none());
        for (Labs.Outcome member : outcomes.members()) {
            List<Double> accuracies = member.trials().stream()
                    .map(RunRecord::test)
                    .map(test -> test.accuracy())
                    .toList();
            System.out.printf("%s: test accuracy %s%n", member.task().name(), accuracies);
        }
        System.out.println("report: " + outcomes.report());
    }
}
