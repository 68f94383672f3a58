package nunchi.record;

import java.util.List;
import nunchi.codec.Required;
import nunchi.data.PerPart;
import nunchi.data.Split;
import nunchi.model.TableRecord;

/// `data.json`: what a run learnt from, and some of its training examples.
///
/// @param example    the shape of one
/// @param imageShape rows, columns and channels; empty where examples are no images
/// @param range      of an image's values
/// @param picture    the rule by which pictures are fitted to an example's size
/// @param table      of a table
/// @param split      in words
/// @param notes      null for none
/// @param augmented  null where examples are not changed
public record DataRecord(
        String name,
        @Required List<Integer> example,
        List<Integer> imageShape,
        List<Double> range,
        String picture,
        TableRecord table,
        @Required List<String> classes,
        PerPart<SizeRecord> parts,
        String split,
        List<String> notes,
        List<ExampleRecord> samples,
        List<AugmentedRecord> augmented,
        String source) {

    /// How large a part is.
    ///
    /// @param perClass null where there are no classes
    public record SizeRecord(Integer rows, List<Integer> perClass) {}

    /// A training example.
    ///
    /// @param label the number of its class
    /// @param image its brightnesses in base64
    public record ExampleRecord(Integer row, Integer label, String image) {}

    /// A training example as it is and as the first epochs see it.
    public record AugmentedRecord(Integer row, String image, List<String> epochs) {}

    /// @return null where it is not known
    public Integer rows(Split part) {
        return has(part) ? parts.of(part).rows() : null;
    }

    /// How many rows of a part are of each class; empty where it is not known.
    public List<Integer> perClass(Split part) {
        return has(part) ? parts.of(part).perClass() : List.of();
    }

    private boolean has(Split part) {
        return parts != null && parts.of(part) != null;
    }
}
