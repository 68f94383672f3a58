package nunchi.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nunchi.record.Codec;
import nunchi.record.PredictionsRecord;
import nunchi.record.PredictionsRecord.PredictionRecord;

/// A page of what a model says of a person's own images: each image, what the network saw of it, and the most
/// likely classes.
public final class PredictionReport {
    private PredictionReport() {}

    /// Writes the page, in place of an older one.
    ///
    /// @param file        to be written
    /// @param run         the folder of the model's run, for its title
    /// @param predictions as `nunchi predict --json` prints them, with images
    /// @return the file
    /// @throws nunchi.check.InvalidRequestException when it cannot be written
    public static Path write(Path file, Path run, PredictionsRecord predictions) {
        PredictionsRecord asRead = Codec.read(Codec.line(predictions), PredictionsRecord.class);
        return Report.store(file, html(new Folder(run), asRead));
    }

    static String html(Folder folder, PredictionsRecord predictions) {
        Chapter chapter = Chapter.first();
        List<Html> shown = new ArrayList<>();
        List<Html> refused = new ArrayList<>();
        for (PredictionRecord prediction : predictions.predictions()) {
            if (prediction.problem() != null) {
                refused.add(Html.tag("li", Html.text(prediction.problem())));
            } else {
                shown.add(PicturePrediction.card(prediction, List.of()));
            }
        }
        Html body = Html.join(
                PicturePrediction.introduction(predictions, shown.size()),
                chapter.section("Predictions", Html.join(shown)),
                chapter.section(
                        "What could not be read",
                        refused.isEmpty() ? Html.NOTHING : Html.tag("ul", Html.join(refused))));
        return Page.of("Predictions of " + folder.title(), Html.NOTHING, body, chapter);
    }
}
