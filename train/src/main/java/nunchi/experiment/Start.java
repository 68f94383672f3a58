package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;

/// Trained model to start from (fine-tuning). Every tensor is found by its name; statistics of the preprocessing are
/// taken too. Classes and columns are matched by the names that the run recorded, unless the last or the first layer is
/// `fresh`; a file of weights has no names.
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
