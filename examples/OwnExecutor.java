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
            ExecutorService jobs = Executors.newFixedThreadPool(parallel);
            try {
                List<Future<?>> running = new ArrayList<>();
                trials.forEach(trial -> running.add(jobs.submit(() -> train(trial, work))));
                for (Future<?> job : running) {
                    job.get();
                }
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException known
                        ? known
                        : new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new StoppedException("the search was interrupted", stopped);
            } finally {
                // no training goes on after a failure or an interrupt
                jobs.shutdownNow();
                jobs.close();
            }
        }

        private Void train(Trial trial, TrialWork work) throws IOException, InterruptedException {
            // the folder of the search is seen by all machines, and names with a dot are free
            Path place = Files.createTempDirectory(work.folder(), ".trial-");
            Path file = Files.writeString(
                    place.resolve("trial.yaml"), work.options().files().write(trial.experiment()));
            Path folder = place.resolve("run");
            List<String> command = new ArrayList<>(words);
            command.addAll(List.of(file.toString(), "--out", folder.toString()));
            Process process = new ProcessBuilder(command).inheritIO().start();
            try {
                int code = process.waitFor();
                // 1 is a training that failed, which is a result
                if (code > 1) {
                    throw new IllegalStateException("%s ended with exit code %d".formatted(command, code));
                }
            } finally {
                process.destroy();
                Files.delete(file);
            }
            work.accept(trial, folder);
            Files.delete(place);
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
