import module java.base;
import module nunchi.workbench;

/// An executor of one's own: every trial of a search is trained by a command, such as `srun nunchi run`, which gets the
/// file of an experiment and `--out` with a folder.
///
/// Arguments: the file of a search, its folder, and the words of the command.
public class OwnExecutor {

    // @start region="executor"
    /// As many trials at a time as there are jobs.
    public record Commands(List<String> words, int parallel) implements TrialExecutor {
        @Override
        public void train(List<Trial> trials, TrialWork work) {
            try (ExecutorService jobs = Executors.newFixedThreadPool(parallel)) {
                List<Future<?>> running = new ArrayList<>();
                trials.forEach(trial -> running.add(jobs.submit(() -> train(trial, work))));
                for (Future<?> job : running) {
                    job.get();
                }
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                throw new StoppedException("the search was interrupted", stopped);
            }
        }

        private Void train(Trial trial, TrialWork work) throws IOException, InterruptedException {
            Path folder = work.folder().resolve(".trained-" + trial.number());
            Path file = Files.createTempFile("trial", ".yaml");
            Files.writeString(file, work.options().files().write(trial.experiment()));
            List<String> command = new ArrayList<>(words);
            command.addAll(List.of(file.toString(), "--out", folder.toString()));
            Process process = new ProcessBuilder(command).inheritIO().start();
            try {
                process.waitFor();
            } finally {
                process.destroy();
                Files.delete(file);
            }
            work.accept(trial, folder);
            return null;
        }
    }
    // @end

    public static void main(String[] arguments) {
        List<String> words = List.of(arguments).subList(2, arguments.length);
        SearchResult result = Searches.run(
                new ExperimentFile().read(Path.of(arguments[0])),
                new Commands(words, 2),
                new RunOptions().withOut(Path.of(arguments[1])),
                SearchListener.none());
        System.out.printf(
                "%d trials, report %s%n",
                result.trials().size(), result.folder().file(RunFolder.REPORT));
    }
}
