package nunchi.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.token.TargetEncoding;
import nunchi.token.TargetEncoding.Kind;
import nunchi.token.TextEncoding;
import nunchi.token.Vocabulary;
import nunchi.token.Windows;
import org.jspecify.annotations.Nullable;

/// Texts, which become ids `[length]` by what is learnt from the training set, and not known before the data are cut.
/// Their targets are numbers, or texts that become ids in the same way.
final class TextDataset implements Dataset {
    private final DataCard card;
    private final IdRows texts;
    /// Null where targets are texts.
    private final @Nullable Tensor targets;
    /// Null where targets are no texts.
    private final @Nullable IdRows targetTexts;
    /// What target texts are of.
    private final Kind kind;

    private TextDataset(
            DataCard card, IdRows texts, @Nullable Tensor targets, @Nullable IdRows targetTexts, Kind kind) {
        this.card = card;
        this.texts = texts;
        this.targets = targets;
        this.targetTexts = targetTexts;
        this.kind = kind;
    }

    /// @param targets `[rows]` or `[rows, …]`
    TextDataset(DataCard card, Texts texts, Tensor targets) {
        this(card, IdRows.of(texts), targets, null, Kind.TOKENS);
        requireAsMany(card, texts, targets.shape().extent(0), "labels");
    }

    /// @param targets to predict
    TextDataset(DataCard card, Texts texts, Texts targets) {
        this(card, IdRows.of(texts), null, IdRows.of(targets), Kind.TOKENS);
        requireAsMany(card, texts, targets.values().size(), "target texts");
    }

    /// Of a language model.
    static TextDataset ofWindows(DataCard card, Windows windows) {
        return new TextDataset(
                card, IdRows.of(Texts.given(windows.texts())), null, IdRows.of(Texts.given(windows.next())), Kind.NEXT);
    }

    /// Of sentences with a tag for each token, both parted by spaces.
    static TextDataset ofTags(DataCard card, Texts sentences, Texts tags) {
        requireAsMany(card, sentences, tags.values().size(), "sequences of tags");
        return new TextDataset(card, IdRows.of(sentences), null, IdRows.of(tags), Kind.TAGS);
    }

    private static void requireAsMany(DataCard card, Texts texts, int rows, String what) {
        Check.require(
                rows == texts.values().size() && rows > 0,
                "%s has %d texts, but %d %s; give one for each text"
                        .formatted(card.name(), texts.values().size(), rows, what));
    }

    /// The texts of some rows, whether they are ids already or not; none where the rows are no texts.
    static List<String> texts(Dataset data, int... rows) {
        return BaseRows.base(data) instanceof TextDataset base ? values(base.texts, data, rows) : List.of();
    }

    /// The target texts of some rows; none where targets are no texts.
    static List<String> targetTexts(Dataset data, int... rows) {
        return BaseRows.base(data) instanceof TextDataset base && base.targetTexts != null
                ? values(base.targetTexts, data, rows)
                : List.of();
    }

    private static List<String> values(IdRows of, Dataset data, int... rows) {
        return IntStream.of(rows)
                .mapToObj(row -> of.texts().values().get(BaseRows.row(data, row)))
                .toList();
    }

    /// What target texts are of.
    Kind kind() {
        return kind;
    }

    boolean hasTargetTexts() {
        return targetTexts != null;
    }

    /// Makes the ids of a row.
    ///
    /// @throws nunchi.check.InvalidRequestException when a text is empty or too long, or has not as many tags as tokens
    void makeIds(int row) {
        TextEncoding text = Objects.requireNonNull(card.text());
        texts.make(row, text::ids);
        if (targetTexts != null) {
            targetTexts.make(row, Objects.requireNonNull(card.target())::target);
            requireAligned(row, text, targetTexts.texts().values().get(row));
        }
    }

    /// Normalization may part a token.
    private void requireAligned(int row, TextEncoding text, String tags) {
        if (kind == Kind.TAGS) {
            int tokens = text.idsOfAnyLength(texts.texts().values().get(row)).size();
            int tagged = tags.split(" ").length;
            Check.require(
                    tokens == tagged,
                    "%s has %d tokens, but %d tags; give each token one, without spaces, and another data.normalize if that parts tokens"
                            .formatted(texts.texts().place().apply(row), tokens, tagged));
        }
    }

    /// The same whose rows become ids.
    ///
    /// @param target null where the model predicts no texts and no tags
    TextDataset with(TextEncoding text, @Nullable TargetEncoding target) {
        Check.require(
                targetTexts == null || target != null,
                "%s has %s, but the model predicts none; name its classes or numbers"
                        .formatted(name(), kind == Kind.TAGS ? "tags" : "target texts"));
        Check.require(
                target == null || targetTexts == null || target.tags() == (kind == Kind.TAGS),
                kind == Kind.TAGS
                        ? "%s has tags, but the model predicts texts; give it pairs of texts".formatted(name())
                        : "%s has no tags, but the model predicts one for each token; give it tagged sentences"
                                .formatted(name()));
        DataCard encoded = card.ofTexts(text);
        return new TextDataset(
                target == null || targetTexts == null ? encoded : encoded.ofTargets(target),
                IdRows.of(texts.texts()),
                targets,
                targetTexts == null ? null : IdRows.of(targetTexts.texts()),
                kind);
    }

    @Override
    public DataCard card() {
        return card;
    }

    /// `[length]`; `[1]` while the length is not known.
    @Override
    public Shape example() {
        return Shape.of(card.text() == null ? 1 : card.text().length());
    }

    @Override
    public Shape target() {
        return targets != null
                ? targets.shape().example()
                : Shape.of(card.target() == null ? 1 : card.target().length());
    }

    @Override
    public int size() {
        return texts.texts().values().size();
    }

    @Override
    public void example(int row, float[] into, int offset) {
        texts.write(row, into, offset, example().size(), name());
    }

    @Override
    public void target(int row, float[] into, int offset) {
        int size = target().size();
        if (targets != null) {
            System.arraycopy(targets.values(), row * size, into, offset, size);
        } else {
            Objects.requireNonNull(targetTexts).write(row, into, offset, size, name());
        }
    }

    /// The fraction of the tokens of a part that are unknown; NaN where there are no texts.
    static double unknown(Dataset part) {
        if (!(BaseRows.base(part) instanceof TextDataset base) || base.card.text() == null) {
            return Double.NaN;
        }
        long all = 0;
        long unknown = 0;
        for (int row = 0; row < part.size(); row++) {
            int[] known = Objects.requireNonNull(base.texts.ids()[BaseRows.row(part, row)]);
            all += known.length;
            unknown +=
                    Arrays.stream(known).filter(id -> id == Vocabulary.UNKNOWN).count();
        }
        return (double) unknown / all;
    }
}
