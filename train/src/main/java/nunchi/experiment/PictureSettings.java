package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.saliency.Saliency;

/// How an inspection shows single pictures from within, where examples are images.
///
/// @param count   how many of the inspected part: half of them the surest right answers, of different classes, half the
///                surest mistakes; 10 unless given, 0 for none
/// @param methods to say which places of a picture the answer depends on; empty for all that fit the model
public record PictureSettings(int count, List<Saliency> methods) {
    private static final int MOST = 100;

    public PictureSettings {
        Check.require(
                count >= 0 && count <= MOST,
                "%d pictures cannot be shown from within; ask for 0 to %d".formatted(count, MOST));
        methods = Check.elements("methods", methods);
    }

    public PictureSettings() {
        this(10, List.of());
    }
}
