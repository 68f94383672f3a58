package nunchi.grouping;

import java.nio.file.Path;
import java.util.List;
import nunchi.check.Check;
import nunchi.interchange.Rows;
import org.jspecify.annotations.Nullable;

/// Rows that are grouped.
///
/// @param name   a data set, whose training part is taken, or the path of a `.npy` array or a table
/// @param title  in the report; null for the name
/// @param rows   takes the first so many; null for all
/// @param label  the column of a table that has the class; may be null
/// @param labels a file with the class of each row; may be null
/// @param header whether the first line of a table is a header; null to decide it from the file
/// @param ignore columns of a table that are left out; none by default
/// @param layout what takes the place of the rows' own values; null for these
/// @param kmeans settings for these points; null for the study's
/// @param dbscan settings for these points; null for the study's
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
