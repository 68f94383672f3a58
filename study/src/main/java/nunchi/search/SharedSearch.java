package nunchi.search;

import java.nio.file.Files;
import java.util.List;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.experiment.ExperimentFile;
import nunchi.record.SearchRecord;
import nunchi.run.RunFolder;
import nunchi.search.Claims.Claim;
import nunchi.train.TrainingFailedException;

/// A search that several processes train into one folder.
///
/// @param plan     that all have
/// @param training of its trials
record SharedSearch(Plan plan, TrialTraining training, TrialExecutor executor, SearchListener listener) {

    private SharedFolder folder() {
        return new SharedFolder(training.folder());
    }

    /// Trains some trials, but for those that other processes have. The result of the search is left to [#gather].
    ///
    /// @throws InvalidRequestException where the folder holds something else
    /// @throws TrainingFailedException at the end, where a training failed
    SearchResult train(List<Trial> wanted) {
        SearchResult result = isGathered(wanted) ? execution(Claims.ALONE).run(wanted, executor) : joined(wanted);
        List<TrialOutcome> failed = result.trials().stream()
                .filter(trial -> trial.result().failed())
                .toList();
        if (!failed.isEmpty()) {
            throw new TrainingFailedException("%d of %d trials failed; the first, %s: %s"
                    .formatted(
                            failed.size(),
                            wanted.size(),
                            failed.getFirst().trial().folder(),
                            failed.getFirst().result().reason()));
        }
        return result;
    }

    private SearchResult joined(List<Trial> wanted) {
        folder().join(plan, files());
        try (SharedClaims claims = claims()) {
            return execution(claims).run(wanted, executor);
        }
    }

    private SharedClaims claims() {
        return new SharedClaims(folder().claims(), SharedClaims.SILENCE);
    }

    private Execution execution(Claims claims) {
        return new Execution(plan, training, claims, listener, _ -> {});
    }

    private ExperimentFile files() {
        return training.options().files();
    }

    /// Whether there is nothing to do, since the search is over.
    ///
    /// @throws InvalidRequestException where a single process trains into the folder, or another search lies there
    private boolean isGathered(List<Trial> wanted) {
        RunFolder own = training.folder();
        if (folder().isShared() || !Files.exists(own.file(RunFolder.EXPERIMENT))) {
            return false;
        }
        Plan there = new Plan(own.experiment(files()), plan.trials());
        Check.require(
                own.isKind(SearchRecord.KIND)
                        && SharedFolder.plan(there, files()).equals(SharedFolder.plan(plan, files()))
                        && wanted.stream()
                                .allMatch(trial -> training.ended(trial).isPresent()),
                "%s holds a run or search that one process began; resume it, or %s"
                        .formatted(own.path(), Remedy.OTHER_FOLDER));
        return true;
    }

    /// Trains what is missing, and writes the result of the search.
    ///
    /// @throws InvalidRequestException where other processes are at it, or the folder is that of another search
    SearchResult gather() {
        folder().requireSame(SharedFolder.plan(plan, files()));
        try (SharedClaims claims = claims();
                Claim _ = claims.takeGathering()) {
            SearchResult result;
            do {
                requireIdle(claims);
                result = new Execution(plan, training, claims, listener, so -> Searches.store(plan, so))
                        .run(plan.trials(), executor);
                // another process may have begun meanwhile, and have ended
            } while (result.trials().size() < plan.trials().size());
            return result;
        }
    }

    /// Frees the trials that were left behind.
    ///
    /// @throws InvalidRequestException where another process is at one
    private void requireIdle(Claims claims) {
        List<Trial> taken = plan.trials().stream()
                .filter(trial -> claims.isTaken(trial) && training.ended(trial).isEmpty())
                .toList();
        claims.abandoned(taken);
        List<Trial> busy = taken.stream()
                .filter(trial -> claims.isTaken(trial) && training.ended(trial).isEmpty())
                .toList();
        if (!busy.isEmpty()) {
            throw new InvalidRequestException(
                    "%s cannot be gathered yet: other processes train %s, the first of these %s; wait for their end or stop them"
                            .formatted(
                                    training.folder().path(),
                                    Check.listed(
                                            busy.stream().map(Trial::folder).toList()),
                                    claims.holder(busy.getFirst())));
        }
    }
}
