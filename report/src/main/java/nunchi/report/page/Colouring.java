package nunchi.report.page;

import java.util.List;

/// Groups of points, such as classes.
///
/// @param groups by row, positions in `names`; -1 for none
public record Colouring(List<String> names, List<Integer> groups) {
    public Colouring {
        names = List.copyOf(names);
        groups = List.copyOf(groups);
    }
}
