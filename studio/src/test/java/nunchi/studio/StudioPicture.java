package nunchi.studio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nunchi.report.Browser;

/// Makes the picture of the documents, `docs/studio.png`: a seven that is drawn for the model of a run, and its place
/// on the map of each layer.
final class StudioPicture {
    private static final int WIDTH = 1100;

    private StudioPicture() {}

    /// @param args the folder of runs, the run, which is inspected, and the file
    public static void main(String[] args) throws IOException, InterruptedException {
        String walk = new String(
                StudioPicture.class.getResourceAsStream("walk-picture.js").readAllBytes(), StandardCharsets.UTF_8);
        try (Studio studio = Studio.start(Path.of(args[0]), 0)) {
            Browser.ask(studio.address(), WIDTH, walk.replace("RUN", args[1]), Path.of(args[2]));
        }
        System.exit(0);
    }
}
