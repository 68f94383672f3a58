package nunchi.clustering;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.backend.Backend;
import nunchi.backend.Numerics;
import nunchi.check.InvalidRequestException;
import nunchi.record.ReportWriter;
import nunchi.run.Environment;
import nunchi.run.NewFolder;
import nunchi.run.RunFolder;
import nunchi.run.RunOptions;

/// Runs clustering studies.
public final class Clusterings {
    /// The study, as its folder keeps it.
    public static final String STUDY = "clusters.yaml";
    /// The points with their clusters by every setting.
    static final String POINTS = "points.json";

    private Clusterings() {}

    /// Groups all points of a study by all its settings, and writes a folder with its figures and report.
    ///
    /// @param options of which folder, threads, backend and data sets count
    /// @return the folder
    /// @throws nunchi.check.InvalidRequestException when points are not to be had, or cannot be grouped so
    public static Path run(ClusteringStudy study, RunOptions options, ClusteringListener listener) {
        return NewFolder.begin(options.out(), study.name(), begun -> run(study, begun.folder(), options, listener));
    }

    private static Path run(ClusteringStudy study, RunFolder folder, RunOptions options, ClusteringListener listener) {
        folder.write(STUDY, options.files().write(study).getBytes(StandardCharsets.UTF_8));
        long start = System.nanoTime();
        try (Backend backend = options.open()) {
            folder.write(RunFolder.ENVIRONMENT, Environment.machine(backend, options.threads()));
            List<Trials> all = trials(study, options, backend.numerics(), listener);
            folder.write(POINTS, ClusteringFile.points(all));
            folder.write(RunFolder.RESULT, ClusteringFile.result(study, all, PointSet.seconds(start)));
        }
        ReportWriter.report(folder.path());
        return folder.path();
    }

    /// Asks whether all points of a study can be read, and drawn in the plane.
    ///
    /// @throws nunchi.check.InvalidRequestException when some cannot
    public static void check(ClusteringStudy study, RunOptions options) {
        for (PointSettings settings : study.points()) {
            try {
                PointSet.requirePlane(PointSet.rows(settings, options.data()));
            } catch (InvalidRequestException refused) {
                throw new InvalidRequestException(
                        "points %s: %s".formatted(settings.heading(), refused.getMessage()), refused);
            }
        }
    }

    private static List<Trials> trials(
            ClusteringStudy study, RunOptions options, Numerics numerics, ClusteringListener listener) {
        List<Trials> all = new ArrayList<>();
        for (PointSettings settings : study.points()) {
            try {
                Trials trials = trials(settings, study, all.isEmpty(), options, numerics);
                all.add(trials);
                listener.on(new ClusteringListener.Grouped(
                        settings.heading(),
                        trials.points().values().rows(),
                        trials.kmeans().get(trials.means()),
                        trials.dbscan().get(trials.dense())));
            } catch (InvalidRequestException refused) {
                throw new InvalidRequestException(
                        "points %s: %s".formatted(settings.heading(), refused.getMessage()), refused);
            }
        }
        return all;
    }

    private static Trials trials(
            PointSettings settings, ClusteringStudy study, boolean first, RunOptions options, Numerics numerics) {
        PointSet points = PointSet.read(settings, study.seed(), options.data(), numerics);
        MeansSettings means = settings.kmeans() == null ? study.kmeans() : settings.kmeans();
        DensitySettings density = settings.dbscan() == null ? study.dbscan() : settings.dbscan();
        if (first) {
            // What is timed first would otherwise pay for the compiling.
            Trials.of(
                    points,
                    new MeansSettings(List.of(2), 1, means.batch()),
                    new DensitySettings(density.epsilon(), List.of(density.usual())),
                    study.seed(),
                    numerics);
        }
        return Trials.of(points, means, density, study.seed(), numerics);
    }
}
