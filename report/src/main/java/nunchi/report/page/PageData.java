package nunchi.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// All that a page carries for its scripts, as JSON without what is null. An element of the page names what it draws by
/// its number in one of these lists. The scripts know these records by the types in `web/types.js`.
///
/// @param colourings   of the points of maps
/// @param colourings whose settings sliders step through
public record PageData(
        List<Chart> charts,
        List<PointMap> maps,
        List<Colouring> colourings,
        List<Rows> rows,
        List<Clustering> clusterings) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(every -> every.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    public PageData {
        charts = List.copyOf(charts);
        maps = List.copyOf(maps);
        colourings = List.copyOf(colourings);
        rows = List.copyOf(rows);
        clusterings = List.copyOf(clusterings);
    }

    /// As it stands in a script element: there is no `<` that could end it early, nor a sign that JavaScript takes for
    /// the end of a line.
    public String json() {
        return JSON.writeValueAsString(this)
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
