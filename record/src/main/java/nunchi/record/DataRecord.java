package nunchi.record;

import java.util.List;
import nunchi.codec.Required;
import nunchi.data.PerSplit;
import nunchi.data.Split;
import nunchi.model.TableRecord;
import nunchi.model.TargetTextRecord;
import nunchi.model.TextRecord;
import org.jspecify.annotations.Nullable;

/// `data.json`: what a run learnt from, and some of its training examples.
///
/// @param name       name or path of the data set
/// @param example    shape of an example
/// @param imageShape height, width and channels; absent where examples are not images
/// @param range      lowest and highest value of an image; absent where examples are not images
/// @param picture    rule that fits images to the size of an example; absent where examples are not images
/// @param table      columns of a CSV file; absent for other data
/// @param text       how texts become ids, with the vocabulary; absent where examples are no texts
/// @param targetText how target texts become ids, with the vocabulary; absent where targets are no texts
/// @param unknown    fraction of the tokens of each split that the vocabulary lacks; absent where examples are no texts
/// @param buckets    lengths that texts are padded to, the shortest first; absent where all are padded alike
/// @param classes    names of the classes
/// @param parts      size of each split
/// @param split      description of the splits in words
/// @param notes      notes on how the data was read
/// @param samples    some training examples
/// @param augmented  some training examples as the first epochs see them; absent without augmentation
/// @param source     origin and licence of the data set
public record DataRecord(
        String name,
        @Required List<Integer> example,
        @Nullable List<Integer> imageShape,
        @Nullable List<Double> range,
        @Nullable String picture,
        @Nullable TableRecord table,
        @Nullable TextRecord text,
        @Nullable TargetTextRecord targetText,
        @Nullable PerSplit<Double> unknown,
        @Nullable List<BucketRecord> buckets,
        @Required List<String> classes,
        @Nullable PerSplit<SizeRecord> parts,
        String split,
        @Nullable List<String> notes,
        List<ExampleRecord> samples,
        @Nullable List<AugmentedRecord> augmented,
        String source) {

    /// How large a part is.
    ///
    /// @param rows     number of examples
    /// @param perClass number of examples of each class; absent without classes
    public record SizeRecord(Integer rows, @Nullable List<Integer> perClass) {}

    /// Texts that are padded to the same length.
    ///
    /// @param text   number of tokens of a text
    /// @param target number of tokens of a target text, its end included; absent where targets are no texts
    /// @param rows   number of examples of each split
    public record BucketRecord(Integer text, @Nullable Integer target, PerSplit<Integer> rows) {}

    /// A training example.
    ///
    /// @param row   position in the training set, from 0
    /// @param label number of the class; absent without classes
    /// @param image pixels, one byte each, in base64; absent where it is no image
    /// @param text  text, at most 300 characters of it; absent where it is none
    /// @param target target text, at most 300 characters of it; absent where it is none
    public record ExampleRecord(
            Integer row,
            @Nullable Integer label,
            @Nullable String image,
            @Nullable String text,
            @Nullable String target) {}

    /// A training example as it is and as the first epochs see it.
    ///
    /// @param row    position in the training set, from 0
    /// @param image  pixels before augmentation, in base64
    /// @param epochs pixels in the first epochs, in base64
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
