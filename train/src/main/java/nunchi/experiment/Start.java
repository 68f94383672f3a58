package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;

/// A trained model to begin with, for fine-tuning: every tensor is taken by its name. Statistics of the preprocessing
/// come with it. Classes and columns of the data are matched by their names with those that the run recorded, unless
/// the last or the first layer begins afresh; a file of weights tells no names.
///
/// @param from  folder of a run, or a file of weights (`.safetensors`, `.npz`, or a folder of `.npy` arrays)
/// @param fresh layers that keep their initial weights, by position or path
public record Start(String from, List<String> fresh) {
    public Start {
        Check.require(
                from != null && !from.isBlank(),
                "from is empty; it must name the folder of a run or a file of weights");
        fresh = Check.elements("fresh", fresh);
    }

    public Start(String from) {
        this(from, List.of());
    }
}
