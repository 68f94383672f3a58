package nunchi.report.page;

import java.util.List;

/// Groups of points, such as classes.
///
/// @param groups by row, positions in `names`; -1 for none
public record Grouping(List<String> names, List<Integer> groups) {
    public Grouping {
        names = List.copyOf(names);
        groups = List.copyOf(groups);
    }
}
