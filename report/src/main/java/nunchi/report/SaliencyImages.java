package nunchi.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nunchi.record.InspectionRecord;
import nunchi.record.InspectionRecord.MethodRecord;
import nunchi.record.InspectionRecord.PicturesRecord;
import nunchi.record.InspectionRecord.ShownRecord;
import nunchi.text.Numbers;
import org.jspecify.annotations.Nullable;

/// The images of an inspection that are shown from within.
///
/// @param picture their size; null where there are none
record SaliencyImages(InspectionRecord inspection, @Nullable Picture picture) {
    static SaliencyImages of(Folder folder) {
        PicturesRecord pictures = folder.inspection().inner().pictures();
        return new SaliencyImages(folder.inspection(), pictures == null ? null : Picture.of(pictures.imageShape()));
    }

    List<ShownRecord> shown() {
        PicturesRecord pictures = inspection.inner().pictures();
        return pictures == null ? List.of() : pictures.shown();
    }

    List<MethodRecord> methods() {
        PicturesRecord pictures = inspection.inner().pictures();
        return pictures == null ? List.of() : pictures.methods();
    }

    /// What the model's outputs are; logits in files that do not tell it.
    String outputs() {
        PicturesRecord pictures = inspection.inner().pictures();
        return pictures == null || pictures.outputs() == null ? "class_logits" : pictures.outputs();
    }

    /// Whether each image may have several labels.
    boolean ofLabels() {
        return outputs().startsWith("label");
    }

    /// Where it comes from: a file's name, or the number of a row.
    static String name(ShownRecord shown) {
        return shown.name() != null ? shown.name() : "row " + Numbers.count(shown.row() == null ? 0 : shown.row());
    }

    /// What it is and what it was taken for: `True: cat, Pred: dog, 87 %`.
    String said(ShownRecord shown) {
        if (shown.value() != null) {
            return "predicted value %s".formatted(Numbers.plain(shown.value()));
        }
        String sure = shown.score() != null
                ? "score " + Numbers.plain(shown.score())
                : Numbers.roundPercent(shown.probability() == null ? 0 : shown.probability());
        if (ofLabels()) {
            String labels = Objects.requireNonNullElse(shown.labels(), List.<Integer>of()).stream()
                    .map(this::className)
                    .collect(Collectors.joining(", "));
            return "Labels: %s; the most probable: %s, %s"
                    .formatted(labels.isEmpty() ? "none" : labels, className(shown.prediction()), sure);
        }
        String truth = shown.truth() != null ? "True: %s, ".formatted(className(shown.truth())) : "";
        return "%sPred: %s, %s".formatted(truth, className(shown.prediction()), sure);
    }

    private String className(@Nullable Integer number) {
        return Gallery.className(inspection.classes(), number);
    }

    Html image(ShownRecord shown) {
        return picture == null
                ? Html.NOTHING
                : picture.html(shown.image(), "%s as the network sees it (%s)".formatted(name(shown), said(shown)));
    }
}
