package nunchi.studio;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.backend.MatrixView;
import nunchi.explain.Explanation;
import nunchi.explain.LayerPlace;
import nunchi.explain.NearExample;
import nunchi.inspect.FeatureMaps;
import nunchi.picture.Picture;
import nunchi.record.InspectionRecord;
import nunchi.record.InspectionRecord.DrawnRecord;
import nunchi.record.InspectionRecord.LaidOutRecord;
import nunchi.report.page.PointMap;
import nunchi.run.FilterFile;
import nunchi.run.SaliencyFile;
import org.jspecify.annotations.Nullable;

/// The maps of an inspection as the page draws them, each in a square, and explanations on them.
///
/// @param inspection null where the run has none of its model
/// @param squares    of each map, by the layer
record LayerMaps(@Nullable InspectionRecord inspection, Map<String, PointMap> squares) {
    static LayerMaps of(@Nullable InspectionRecord inspection) {
        Map<String, PointMap> squares = new LinkedHashMap<>();
        if (inspection != null) {
            for (LaidOutRecord layer : inspection.layers()) {
                List<Double> all = layer.tsne() == null
                        ? layer.pca().places()
                        : layer.tsne().places();
                float[] places = new float[all.size()];
                IntStream.range(0, places.length)
                        .forEach(i -> places[i] = all.get(i).floatValue());
                squares.put(
                        layer.path(),
                        PointMap.of(layer.path(), List.of(), "", MatrixView.of(places, places.length / 2, 2)));
            }
        }
        return new LayerMaps(inspection, squares);
    }

    /// Without any map where there is no inspection.
    StudioRecord.Maps record() {
        if (inspection == null) {
            return new StudioRecord.Maps("", "", List.of(), List.of(), List.of());
        }
        List<StudioRecord.LayerMap> maps = new ArrayList<>();
        for (LaidOutRecord layer : inspection.layers()) {
            PointMap square = Objects.requireNonNull(squares.get(layer.path()));
            maps.add(new StudioRecord.LayerMap(layer.path(), layer.output(), square.places()));
        }
        return new StudioRecord.Maps(
                inspection.part(),
                inspection.perplexity() == null ? "PCA" : "t-SNE",
                inspection.classes(),
                labels(),
                maps);
    }

    private List<Integer> labels() {
        return inspection == null ? List.of() : Objects.requireNonNullElse(inspection.labels(), List.of());
    }

    StudioRecord.Explained explained(Explanation explanation) {
        Explanation.Pixels pixels = explanation.saliency();
        return new StudioRecord.Explained(
                pixels == null ? null : pixels.method().title(),
                pixels == null ? null : pixels.method().meaning(),
                pixels == null ? null : SaliencyFile.of(pixels.method(), pixels.map()),
                explanation.featureMaps().stream()
                        .map((FeatureMaps maps) -> FilterFile.of(maps, 0))
                        .toList(),
                explanation.places().stream().map(this::place).toList(),
                explanation.nearest().stream().map(LayerMaps::near).toList());
    }

    private StudioRecord.Place place(LayerPlace place) {
        PointMap square = Objects.requireNonNull(squares.get(place.path()));
        List<Integer> labels = labels();
        return new StudioRecord.Place(
                place.path(),
                (place.x() - square.low().low()) / square.extent(),
                (place.y() - square.low().high()) / square.extent(),
                labels.isEmpty()
                        ? List.of()
                        : IntStream.of(place.neighbours()).mapToObj(labels::get).toList());
    }

    private static StudioRecord.Near near(NearExample near) {
        Picture picture = near.picture();
        return new StudioRecord.Near(
                near.row(),
                near.label() < 0 ? null : near.label(),
                near.distance(),
                new DrawnRecord(
                        Base64.getEncoder().encodeToString(picture.samples()),
                        List.of(picture.rows(), picture.columns(), picture.channels())));
    }
}
