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
/// @param imageShape rows, columns and channels; null where examples are no images, as the range and the picture
/// @param range      of an image's values
/// @param picture    the rule by which pictures are fitted to an example's size
/// @param table      of a table; else null
/// @param split      in words
/// @param notes      null for none
/// @param augmented  null where examples are not changed
public record DataRecord(
        String name,
        @Required List<Integer> example,
        @Nullable List<Integer> imageShape,
        @Nullable List<Double> range,
        @Nullable String picture,
        @Nullable TableRecord table,
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
    /// @param label the number of its class; null where it has not one
    /// @param image its brightnesses in base64; null where it is no image
    public record ExampleRecord(
            Integer row, @Nullable Integer label, @Nullable String image) {}

    /// A training example as it is and as the first epochs see it.
    ///
    /// @param image null where it is none, as those of the epochs
    public record AugmentedRecord(Integer row, @Nullable String image, List<@Nullable String> epochs) {}

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
