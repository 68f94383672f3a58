package nunchi.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.check.Remedy;
import nunchi.experiment.Experiment;
import nunchi.experiment.ExperimentFile;
import nunchi.experiment.SearchSettings;
import nunchi.file.Unreadable;
import nunchi.file.WholeFile;
import nunchi.record.Codec;
import nunchi.record.PlanRecord;
import nunchi.run.RunFolder;
import nunchi.version.NunchiVersion;
import nunchi.weights.Fingerprint;

/// The folder into which several processes train one search. The first of them puts `claims/plan.json` there, in one
/// step; the others must have the same plan.
record SharedFolder(RunFolder folder) {
    private static final String CLAIMS = "claims";
    private static final String PLAN = "plan.json";
    private static final Set<String> OWN = Set.of(CLAIMS, "trials", RunFolder.EXPERIMENT);

    Path claims() {
        return folder.file(CLAIMS);
    }

    /// Whether it is shared, and not gathered yet.
    boolean isShared() {
        return Files.isDirectory(claims());
    }

    static PlanRecord plan(Plan plan, ExperimentFile files) {
        Experiment experiment = plan.experiment();
        SearchSettings search = experiment.study().search();
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(files.write(search == null ? experiment : experiment.withSearch(search.withParallel(1))));
        return new PlanRecord(NunchiVersion.number(), plan.trials().size(), fingerprint.text());
    }

    /// Begins the search, or takes part in it.
    ///
    /// @throws InvalidRequestException where the folder holds something else
    void join(Plan plan, ExperimentFile files) {
        try {
            Files.createDirectories(folder.path());
            if (!isShared()) {
                requireFree();
                publish(plan(plan, files));
            }
            requireSame(plan(plan, files));
            if (!Files.exists(folder.file(RunFolder.EXPERIMENT))) {
                Path part = folder.file("." + RunFolder.EXPERIMENT + "-" + UUID.randomUUID());
                Files.write(part, files.write(plan.experiment()).getBytes(StandardCharsets.UTF_8));
                WholeFile.complete(part, folder.file(RunFolder.EXPERIMENT));
            }
        } catch (IOException refused) {
            throw new InvalidRequestException(
                    "the folder %s cannot be written to (%s); %s"
                            .formatted(folder.path(), Unreadable.reason(refused), Remedy.OTHER_FOLDER),
                    refused);
        }
    }

    /// Others may begin in it at the same time.
    private void requireFree() throws IOException {
        try (Stream<Path> inside = Files.list(folder.path())) {
            Check.require(
                    inside.map(file -> file.getFileName().toString())
                            .allMatch(name -> OWN.contains(name) || name.startsWith(".")),
                    "the folder %s is not empty; %s".formatted(folder.path(), Remedy.OTHER_FOLDER));
        }
    }

    /// A folder takes a name that another folder with content has only for one process.
    private void publish(PlanRecord plan) throws IOException {
        Path part = folder.file("." + CLAIMS + "-" + UUID.randomUUID());
        Files.createDirectory(part);
        Files.write(part.resolve(PLAN), Codec.page(plan));
        try {
            WholeFile.renameFolder(part, claims());
        } catch (IOException refused) {
            ClaimFolder.delete(part);
            if (!isShared()) {
                throw refused;
            }
        }
    }

    /// @throws InvalidRequestException where the folder is that of another plan
    void requireSame(PlanRecord plan) {
        PlanRecord there = Codec.read(claims().resolve(PLAN), PlanRecord.class)
                .orElseThrow(() -> new InvalidRequestException(
                        "%s has no %s; begin anew in another folder".formatted(claims(), PLAN)));
        Check.require(
                there.nunchi().equals(plan.nunchi()),
                "the search in %s was begun by Nunchi %s, and this is Nunchi %s; all processes must have the same version"
                        .formatted(folder.path(), there.nunchi(), plan.nunchi()));
        Check.require(
                there.sha256().equals(plan.sha256()),
                ("%s holds another search of %,d trials, by the sha256 of its plan; "
                                + "give all processes the same file, settings and seed; for another search, %s")
                        .formatted(folder.path(), there.trials(), Remedy.OTHER_FOLDER));
    }

    /// Leaves the folder as if one process had trained everything.
    void dissolve() {
        try {
            new ClaimFolder(claims()).remove();
        } catch (IOException stuck) {
            // the claims are of no use any more, and in nobody's way
            return;
        }
    }
}
