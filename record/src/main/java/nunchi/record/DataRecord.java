package nunchi.record;

import java.util.List;
import nunchi.codec.Required;
import nunchi.data.PerPart;
import nunchi.data.Split;
import nunchi.model.TableRecord;
import org.jspecify.annotations.Nullable;

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
        @Nullable PerPart<SizeRecord> parts,
        String split,
        @Nullable List<String> notes,
        List<ExampleRecord> samples,
        @Nullable List<AugmentedRecord> augmented,
        String source) {

    /// How large a part is.
    ///
    /// @param perClass null where there are no classes
    public record SizeRecord(Integer rows, @Nullable List<Integer> perClass) {}

    /// A training example.
    ///
    /// @param label the number of its class
    /// @param image its brightnesses in base64
    public record ExampleRecord(Integer row, Integer label, String image) {}

    /// A training example as it is and as the first epochs see it.
    public record AugmentedRecord(Integer row, String image, List<String> epochs) {}

    /// @return null where it is not known
    public @Nullable Integer rows(Split part) {
        SizeRecord size = size(part);
        return size == null ? null : size.rows();
    }

    /// How many rows of a part are of each class; empty where it is not known.
    public List<Integer> perClass(Split part) {
        SizeRecord size = size(part);
        return size == null || size.perClass() == null ? List.of() : size.perClass();
    }

    private @Nullable SizeRecord size(Split part) {
        return parts == null ? null : parts.of(part);
    }
}
