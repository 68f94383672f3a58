package nunchi.experiment;

import java.util.List;
import nunchi.augment.Augmentation;
import nunchi.check.Check;
import nunchi.codec.Inline;
import nunchi.codec.RecordType;
import nunchi.data.Buckets;
import nunchi.data.DataCatalogue;
import nunchi.data.Datasets;
import nunchi.data.ImageForm;
import nunchi.data.Limit;
import nunchi.data.Missing;
import nunchi.data.Reading;
import nunchi.data.Sentences;
import nunchi.data.Splits;
import nunchi.data.Splitter;
import nunchi.data.TargetText;
import nunchi.layer.Layer;
import nunchi.model.DataSchema;
import nunchi.network.Views;
import nunchi.picture.Fit;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import org.jspecify.annotations.Nullable;

/// Data set of an experiment, its splits, preprocessing and batches.
///
/// @param name        name of a data set, path of a folder of images, or path of a CSV file
/// @param validation  split that holds out the validation set; null for no validation set
/// @param test        split that holds out the test set before the validation set; null for the data set's own test
///     set, or for none
/// @param batch       examples in each training step; all examples where there are fewer (default: 32)
/// @param dropLast    whether an incomplete last batch of an epoch is left out (default: false)
/// @param shuffle     whether the training examples get a new order in each epoch (default: true)
/// @param preprocess  layers before the model, stored with it, such as `scale`, `standardize`, `resize`, `grey` and
///     `colour`
/// @param label       class column of a CSV file, by its name or by its position from 0 (-1 is the last); empty for the
///     last column unless `target` is given. Several columns are labels of their own, each 1 (true) or 0 (false)
/// @param target      columns of a CSV file to predict by regression, by name or position
/// @param ignore      columns of a CSV file to leave out, by name or position
/// @param image       size and channels that the images of a folder get, or that the rows of a CSV file have; null to
///     keep them as they are
/// @param skipDamaged whether unreadable files in a folder of images are left out, not refused (default: false)
/// @param header      whether the first line of a CSV file is a header; null to detect it
/// @param missing     value that replaces missing features of a CSV file, computed from the training set; null to
///     refuse missing features
/// @param categories  columns of a CSV file to encode one-hot: each category becomes a feature that is 1 or 0
/// @param text        column of a CSV file whose texts are the examples, by name or position; null for the examples of
///     numbers that the other columns make
/// @param texts       how texts become ids
/// @param targetText  texts that the model is to predict, token by token; null where it predicts classes or numbers
/// @param window      number of tokens of each example where the data is one text, such as a file .txt: a language
///     model is to predict each token from those before it; null for data that has rows
/// @param continueState whether recurrent layers begin each example with the states that the one before it ended with,
///     so that they know the text before the window. Each batch has the next example of as many parts of the text, and
///     states begin with zeros in each epoch; gradients end at the window: truncated backpropagation through time. The
///     order is that of the text, which takes `shuffle: false` (default: false)
/// @param sentences   how sentences are parted in a file with a token and its tag on each line: blankLine. `text` is
///     the column of the tokens, or else the first, `label` that of the tags, or else the last, and a model is to
///     predict the tag of each token; null for other data
/// @param buckets     lengths that texts are padded to, ascending, in tokens: each batch has texts of one bucket, the
///     smallest that holds the text and its target text. The length of an example is the last bucket, listed or not;
///     empty to pad all texts to it
/// @param picture     how an image is fitted to the size of an example in `predict`; null for the rule of the data set
/// @param augment     random changes of the training images, applied in this order and drawn anew in each epoch
/// @param views       views of an image to average over in evaluations and predictions; null for the image alone
/// @param limit       maximum number of examples of each split; null for all
public record DataSettings(
        String name,
        @Nullable Splitter validation,
        @Nullable Splitter test,
        int batch,
        boolean dropLast,
        boolean shuffle,
        List<Layer> preprocess,
        List<String> label,
        List<String> target,
        List<String> ignore,
        @Nullable ImageForm image,
        boolean skipDamaged,
        @Nullable Boolean header,
        @Nullable Missing missing,
        List<String> categories,
        @Nullable String text,
        @Inline TextSettings texts,
        @Nullable TargetText targetText,
        @Nullable Integer window,
        boolean continueState,
        @Nullable Sentences sentences,
        List<Integer> buckets,
        @Nullable Fit picture,
        List<Augmentation> augment,
        @Nullable Views views,
        @Nullable Limit limit) {
    public DataSettings {
        Check.require(name != null && !name.isBlank(), "name is empty; it must name a data set");
        Check.positive("batch", batch);
        limit = new Limit().equals(limit) ? null : limit;
        preprocess = Check.elements("preprocess", preprocess);
        Reading checked = new Reading(
                label,
                target,
                ignore,
                image,
                skipDamaged,
                header,
                missing,
                categories,
                text,
                targetText,
                window,
                sentences);
        label = checked.label();
        target = checked.target();
        ignore = checked.ignore();
        categories = checked.categories();
        augment = Check.elements("augment", augment);
        Check.given("texts", texts);
        buckets = Buckets.lengths(buckets);
        ExamplesInOrder.requireEveryToken(window, texts, buckets);
        if (continueState) {
            ExamplesInOrder.require(window, shuffle, limit, validation, test);
        }
    }

    public DataSettings(String name) {
        this(
                name,
                null,
                null,
                32,
                false,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                false,
                null,
                null,
                List.of(),
                null,
                TextSettings.PLAIN,
                null,
                null,
                false,
                null,
                List.of(),
                null,
                List.of(),
                null,
                null);
    }

    /// The same of other data.
    public DataSettings withName(String other) {
        return RecordType.with(this, "name", other);
    }

    /// The same, with files of a person's own read in another way.
    public DataSettings withReading(Reading how) {
        return (DataSettings) RecordType.with(this, RecordType.of(Reading.class).given(how));
    }

    /// How files of a person's own are read.
    public Reading reading() {
        return RecordType.part(this, Reading.class);
    }

    /// The same of a CSV file with or without a header; null to decide it from the file.
    public DataSettings withHeader(@Nullable Boolean first) {
        return RecordType.with(this, "header", first);
    }

    /// The same with what stands for missing values of a CSV file's features; null to refuse them.
    public DataSettings withMissing(@Nullable Missing fill) {
        return RecordType.with(this, "missing", fill);
    }

    /// The same with columns of a CSV file whose values are categories.
    public DataSettings withCategories(String... columns) {
        return RecordType.with(this, "categories", List.of(columns));
    }

    /// The same of a CSV file with texts; null for numbers.
    ///
    /// @param column whose texts are the examples
    public DataSettings withText(@Nullable String column) {
        return RecordType.with(this, "text", column);
    }

    /// The same with texts as other ids.
    public DataSettings withTexts(TextSettings how) {
        return (DataSettings)
                RecordType.with(this, RecordType.of(TextSettings.class).given(how));
    }

    /// The same with texts that are cut into other tokens.
    public DataSettings withTokens(@Nullable Tokens kind) {
        return RecordType.with(this, "tokens", kind);
    }

    /// The same with texts to predict; null for classes or numbers.
    public DataSettings withTargetText(@Nullable TargetText target) {
        return RecordType.with(this, "targetText", target);
    }

    /// The same of one text.
    ///
    /// @param tokens of each example; null for data that has rows
    public DataSettings withWindow(@Nullable Integer tokens) {
        return RecordType.with(this, "window", tokens);
    }

    /// The same with recurrent layers that go on with their states, or begin each example with zeros.
    public DataSettings withContinueState(boolean continued) {
        return RecordType.with(this, "continueState", continued);
    }

    /// The same with texts padded to the length of their bucket.
    ///
    /// @param lengths in tokens, ascending; empty for one length
    public DataSettings withBuckets(Integer... lengths) {
        return RecordType.with(this, "buckets", List.of(lengths));
    }

    public DataSettings withTest(@Nullable Splitter held) {
        return RecordType.with(this, "test", held);
    }

    public DataSettings withValidation(@Nullable Splitter held) {
        return RecordType.with(this, "validation", held);
    }

    public DataSettings withBatch(int rows) {
        return RecordType.with(this, "batch", rows);
    }

    /// The same, with or without a last batch of fewer examples.
    public DataSettings withDropLast(boolean drop) {
        return RecordType.with(this, "dropLast", drop);
    }

    /// The same, with the examples in a new order in each epoch or in their own.
    public DataSettings withShuffle(boolean anew) {
        return RecordType.with(this, "shuffle", anew);
    }

    public DataSettings withPreprocess(Layer... layers) {
        return withPreprocess(List.of(layers));
    }

    public DataSettings withPreprocess(List<Layer> layers) {
        return RecordType.with(this, "preprocess", layers);
    }

    public DataSettings withAugment(Augmentation... changes) {
        return RecordType.with(this, "augment", List.of(changes));
    }

    public DataSettings withViews(@Nullable Views seen) {
        return RecordType.with(this, "views", seen);
    }

    public DataSettings withPicture(@Nullable Fit rule) {
        return RecordType.with(this, "picture", rule);
    }

    public DataSettings withLimit(@Nullable Limit most) {
        return RecordType.with(this, "limit", most);
    }

    /// Whether other settings take the same rows of the same data for training, validation and test. Where a column is
    /// the class, it decides what a stratified split takes, a header and damaged files how many rows there are. Texts
    /// decide it where longer ones are left out, or all rows of one are on the same side. Fewer rows of validation and
    /// test are some of the same.
    public boolean cutsLike(DataSettings other) {
        return Cutting.of(this).equals(Cutting.of(other));
    }

    /// The data as it comes, to be cut.
    ///
    /// @param learnt by the model that is there already, with which classes and columns are matched by their names
    /// @throws nunchi.check.InvalidRequestException when the set is unknown, absent or damaged, cannot be read so, or
    ///     does not fit the model
    public Datasets whole(DataCatalogue catalogue, DataSchema learnt) {
        return catalogue.load(name, reading(), learnt);
    }

    /// Takes the test and the validation set out of the training set, as far as they are asked for, and of each part
    /// what the limit leaves; then fills missing values by what the training set has, and makes ids of texts by the
    /// vocabulary that it has.
    ///
    /// @throws nunchi.check.InvalidRequestException when a part is asked for that is there already, or would be empty
    public Splits cut(Datasets whole, long seed) {
        return Cutting.cut(this, whole, seed);
    }
}
