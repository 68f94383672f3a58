package nunchi.clustering;

import java.nio.file.Path;
import java.util.List;
import nunchi.check.Check;
import nunchi.interchange.Rows;
import org.jspecify.annotations.Nullable;

/// Set of points to cluster.
///
/// @param name   name of a data set, whose training set is taken, or path of a `.npy` array or a CSV file
/// @param title  heading in the report; null for the name
/// @param rows   number of points, from the first; null for all
/// @param label  class column of a CSV file, by its name or by its position from 0; null for none
/// @param labels file with the class of each row: a `.npy` array of whole numbers, or a text with one class a line;
///     null for none
/// @param header whether the first line of a CSV file is a header; null to detect it
/// @param ignore columns of a CSV file to leave out, by name or position
/// @param layout map whose coordinates are clustered instead of the values; null for the values
/// @param kmeans settings of k-means for these points; null for those of the study
/// @param dbscan settings of DBSCAN for these points; null for those of the study
public record PointSettings(
        String name,
        @Nullable String title,
        @Nullable Integer rows,
        @Nullable String label,
        @Nullable String labels,
        @Nullable Boolean header,
        List<String> ignore,
        @Nullable LayoutSettings layout,
        @Nullable MeansSettings kmeans,
        @Nullable DensitySettings dbscan) {
    public PointSettings {
        Check.require(
                name != null && !name.isBlank(),
                "name is empty; it must name rows: a data set, a .npy array or a table");
        ignore = ignore == null ? List.of() : Check.elements("ignore", ignore);
    }

    public PointSettings(String name) {
        this(name, null, null, null, null, null, List.of(), null, null, null);
    }

    /// The title, or else what is grouped in words.
    public String heading() {
        return title != null ? title : layout == null ? name : "%s, %s".formatted(name, layout.inWords());
    }

    Rows.Request request() {
        return new Rows.Request(name, label, labels == null ? null : Path.of(labels), rows)
                .withHeader(header)
                .withIgnore(ignore);
    }
}
