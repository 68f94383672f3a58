package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;

/// Other settings under which the trained model is evaluated too: other preprocessing, other views or other data.
///
/// @param name name in the report: `not divided by 255`
/// @param set  changes of the experiment, each `key.path=value`: `data.preprocess=[flatten]`, `data.name=fashion-mnist`
public record Variant(String name, List<String> set) {
    public Variant {
        Check.require(name != null && !name.isBlank(), "name of a variant is empty; it must say what is other");
        set = Check.elements("set", set);
        Check.require(
                !set.isEmpty(),
                "set of the variant %s is empty; it must say what is other: data.preprocess=[flatten]".formatted(name));
    }
}
