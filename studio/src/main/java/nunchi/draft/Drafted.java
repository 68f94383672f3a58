package nunchi.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an experiment file amounts to while it is written.
///
/// @param problem    first thing that keeps it from being trained; absent where nothing does
/// @param line       of the text, from 1, in which the problem is; 0 where it is in none
/// @param note       what cannot be said yet, and why; absent where all is said
/// @param name       of the experiment; absent where the text is none
/// @param search     whether several trainings come of it
/// @param sizes      of the layers; absent as long as they are not known
public record Drafted(
        @Nullable String problem,
        int line,
        @Nullable String note,
        @Nullable String name,
        boolean search,
        @Nullable Sizes sizes) {
    /// The layers with their sizes.
    ///
    /// @param input      shape of an example
    /// @param layers     in their order, preprocessing first
    /// @param parameters number of the model's values
    /// @param trainable  number of those that training changes
    /// @param operations floating-point operations of one example, forward
    public record Sizes(String input, List<LayerLine> layers, long parameters, long trainable, long operations) {}

    /// A layer.
    ///
    /// @param path       such as `0.dense`
    /// @param output     shape of what it makes of one example
    /// @param parameters number of its values
    /// @param formula    how they add up; empty where there are none
    /// @param operations floating-point operations of one example, forward
    public record LayerLine(String path, String output, long parameters, String formula, long operations) {}

    static Drafted refused(String problem, int line, @Nullable String name) {
        return new Drafted(problem, line, null, name, false, null);
    }
}
