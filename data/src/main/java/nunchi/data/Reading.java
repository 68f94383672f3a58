package nunchi.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nunchi.check.Check;
import nunchi.codec.RecordType;
import org.jspecify.annotations.Nullable;

/// How files of a person's own are read. A column is named as in the header, or by its position: 0 is the first, -1 the
/// last.
///
/// | key | of a CSV file | of a folder of images |
/// |---|---|---|
/// | label | the column with the class, the last unless this or target is given; or several of 1 and 0 | |
/// | target | the columns with the values to be predicted, for a regression | |
/// | ignore | columns left out | |
/// | image | the rows are images of this size | the form that all images are given |
/// | skipDamaged | | whether files that are not images are left out; else they are refused |
/// | missing | what stands for missing values; default: they are refused | |
/// | categories | the columns whose values are categories, each of which becomes a value of 1 or 0 | |
/// | text | the column whose texts are the examples; other columns than label or target are left out | |
/// | targetText | the column of the texts to predict; other columns than text are left out | |
/// | window | of a file that is one text: the number of tokens of each example | |
/// | sentences | of a file with a token on each line: how sentences are parted; text and label are its columns | |
/// | header | whether the first line is a header; default: decided from the file | |
///
/// Each is null, empty or false where it is not given.
public record Reading(
        List<String> label,
        List<String> target,
        List<String> ignore,
        @Nullable ImageForm image,
        boolean skipDamaged,
        @Nullable Boolean header,
        @Nullable Missing missing,
        List<String> categories,
        @Nullable String text,
        @Nullable TargetText targetText,
        @Nullable Integer window,
        @Nullable Sentences sentences) {
    /// With nothing given.
    public static final Reading PLAIN =
            new Reading(List.of(), List.of(), List.of(), null, false, null, null, List.of(), null, null, null, null);

    /// What a data set is that takes no key.
    static final String KNOWN_FORM = "a data set of known form";
    static final Set<String> OF_FOLDER = Set.of("image", "skipDamaged");
    static final Set<String> OF_TABLE =
            Set.of("label", "target", "ignore", "image", "header", "missing", "categories", "text", "targetText");
    static final Set<String> OF_TEXTS = Set.of();
    /// Of one text, which is cut into examples.
    static final Set<String> OF_ONE_TEXT = Set.of("window");
    /// Of sentences with tags.
    public static final Set<String> OF_SENTENCES = Set.of("text", "label", "header", "sentences");
    /// Of pairs of texts: which of the two is read and which is predicted.
    public static final Set<String> OF_PAIRS = Set.of("text", "targetText");

    public Reading {
        label = Check.elements("label", label);
        target = Check.elements("target", target);
        ignore = Check.elements("ignore", ignore);
        categories = Check.elements("categories", categories);
        Check.require(
                label.isEmpty() || target.isEmpty(),
                "label and target are both given; a table is read for classes (label) or for a regression (target)");
        Check.require(
                targetText == null || label.isEmpty() && target.isEmpty(),
                "targetText is given beside label or target; a model predicts texts, classes or numbers");
        boolean others = !ignore.isEmpty() || image != null || missing != null || !categories.isEmpty();
        Check.require(
                text == null || !others && !text.isBlank(),
                "text names the column whose texts are the examples, so that ignore, image, missing and categories mean nothing; leave them out");
        boolean columns = text != null || targetText != null || !label.isEmpty() || !target.isEmpty();
        requireOneText(window, columns);
        Check.require(
                sentences == null || !others && target.isEmpty() && targetText == null && window == null,
                "sentences is given, so that label is the column of the tags and text that of the tokens; leave other columns, target, targetText and window out");
    }

    private static void requireOneText(@Nullable Integer window, boolean columns) {
        Check.require(window == null || window > 1, "window is %d; it must be at least 2 tokens".formatted(window));
        Check.require(
                window == null || !columns,
                "window cuts one text into examples, and each token is to be predicted from those before it; leave text, targetText, label and target out");
    }

    public Reading withLabel(String... columns) {
        return RecordType.with(this, "label", List.of(columns));
    }

    public Reading withTarget(String... columns) {
        return RecordType.with(this, "target", List.of(columns));
    }

    public Reading withIgnore(String... columns) {
        return RecordType.with(this, "ignore", List.of(columns));
    }

    public Reading withImage(ImageForm form) {
        return RecordType.with(this, "image", form);
    }

    public Reading withSkipDamaged(boolean skip) {
        return RecordType.with(this, "skipDamaged", skip);
    }

    /// @param first whether the first line is a header; null to decide it from the file
    public Reading withHeader(@Nullable Boolean first) {
        return RecordType.with(this, "header", first);
    }

    /// @param fill what stands for missing values; null to refuse them
    public Reading withMissing(@Nullable Missing fill) {
        return RecordType.with(this, "missing", fill);
    }

    public Reading withCategories(String... columns) {
        return RecordType.with(this, "categories", List.of(columns));
    }

    /// @param column whose texts are the examples; null for numbers
    public Reading withText(@Nullable String column) {
        return RecordType.with(this, "text", column);
    }

    /// @param column and form of the texts to predict; null for classes or numbers
    public Reading withTargetText(@Nullable TargetText column) {
        return RecordType.with(this, "targetText", column);
    }

    /// @param tokens of each example of one text; null for data that has rows
    public Reading withWindow(@Nullable Integer tokens) {
        return RecordType.with(this, "window", tokens);
    }

    /// @param parted how sentences are parted in a file with a token on each line; null for other files
    public Reading withSentences(@Nullable Sentences parted) {
        return RecordType.with(this, "sentences", parted);
    }

    /// @throws nunchi.check.InvalidRequestException when a key is given that means nothing for this kind of data
    void allow(String data, String kind, Set<String> keys) {
        Map<String, Boolean> given = given();
        given.keySet().removeAll(keys);
        given.forEach((key, present) -> Check.require(
                !present, "%s is %s, for which the key %s means nothing; remove it".formatted(data, kind, key)));
    }

    /// The keys that are given of those that tables alone have.
    public List<String> ofTables() {
        Map<String, Boolean> given = given();
        given.keySet().removeAll(OF_FOLDER);
        given.keySet().removeAll(OF_ONE_TEXT);
        given.remove("sentences");
        given.values().removeIf(present -> !present);
        return List.copyOf(given.keySet());
    }

    /// The keys that are given and mean nothing for data of this kind.
    List<String> without(Set<String> keys) {
        Map<String, Boolean> given = given();
        given.keySet().removeAll(keys);
        given.values().removeIf(present -> !present);
        return List.copyOf(given.keySet());
    }

    /// Every key, and whether it is given.
    private Map<String, Boolean> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("label", !label.isEmpty());
        given.put("target", !target.isEmpty());
        given.put("ignore", !ignore.isEmpty());
        given.put("image", image != null);
        given.put("skipDamaged", skipDamaged);
        given.put("header", header != null);
        given.put("missing", missing != null);
        given.put("categories", !categories.isEmpty());
        given.put("text", text != null);
        given.put("targetText", targetText != null && targetText.column() != null);
        given.put("window", window != null);
        given.put("sentences", sentences != null);
        return given;
    }
}
