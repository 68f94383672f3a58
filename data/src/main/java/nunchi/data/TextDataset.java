package nunchi.data;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.token.TargetEncoding;
import nunchi.token.TextEncoding;
import nunchi.token.TextSettings;
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
    /// Whether target texts are the texts, begun one token later.
    private final boolean next;

    private TextDataset(
            DataCard card, IdRows texts, @Nullable Tensor targets, @Nullable IdRows targetTexts, boolean next) {
        this.card = card;
        this.texts = texts;
        this.targets = targets;
        this.targetTexts = targetTexts;
        this.next = next;
    }

    /// @param targets `[rows]` or `[rows, …]`
    TextDataset(DataCard card, Texts texts, Tensor targets) {
        this(card, IdRows.of(texts), targets, null, false);
        requireAsMany(card, texts, targets.shape().extent(0), "labels");
    }

    /// @param targets to predict
    TextDataset(DataCard card, Texts texts, Texts targets) {
        this(card, IdRows.of(texts), null, IdRows.of(targets), false);
        requireAsMany(card, texts, targets.values().size(), "target texts");
    }

    /// Of a language model.
    static TextDataset ofWindows(DataCard card, Windows windows) {
        return new TextDataset(
                card, IdRows.of(Texts.given(windows.texts())), null, IdRows.of(Texts.given(windows.next())), true);
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

    /// The parts with texts as ids: by the encoding that a part has already, else by one that is learnt from the
    /// training set; these themselves where there are no texts.
    ///
    /// @param target how target texts become ids; null for as they come
    /// @throws InvalidRequestException when a text is empty or too long, with its row
    static Datasets encoded(Datasets parts, TextSettings settings, @Nullable TargetText target) {
        if (!(BaseRows.base(parts.train()) instanceof TextDataset base) || base.card.text() != null) {
            return parts;
        }
        TargetText how = Objects.requireNonNullElseGet(target, TargetText::new);
        int[] rows = IntStream.range(0, parts.train().size()).toArray();
        TextEncoding text = learnt("", base, texts(parts.train(), rows), texts -> TextEncoding.learn(settings, texts));
        TargetEncoding targets = base.targetTexts == null
                ? null
                : base.next
                        ? TargetEncoding.ofNext(text)
                        : learnt(
                                "the target texts of ",
                                base,
                                targetTexts(parts.train(), rows),
                                texts -> TargetEncoding.learn(how.texts(), how.countPadding(), texts));
        return encoded(parts, new Encodings(text, targets));
    }

    private static <T> T learnt(String what, TextDataset base, List<String> texts, Function<List<String>, T> learn) {
        try {
            return learn.apply(texts);
        } catch (InvalidRequestException unfit) {
            throw new InvalidRequestException("%s%s: %s".formatted(what, base.name(), unfit.getMessage()), unfit);
        }
    }

    private static Datasets encoded(Datasets parts, Encodings encodings) {
        parts.sets().forEach(encodings::make);
        return parts.each(part -> BaseRows.with(part, encodings::with));
    }

    /// The same rows as ids of a model that is there.
    ///
    /// @param target of target texts; null where the model predicts none
    /// @throws InvalidRequestException when a text is empty or too long, with its row; or the rows are ids of another
    ///                                 encoding
    static Dataset encoded(Dataset data, TextEncoding learnt, @Nullable TargetEncoding target) {
        Dataset base = BaseRows.base(data);
        TextEncoding own = base.card().text();
        Check.require(
                own == null || own.equals(learnt),
                "%s has texts as ids of another vocabulary than the model's; give it as texts".formatted(data.name()));
        Check.require(
                own == null
                        || target == null
                        || base.card().target() == null
                        || target.equals(base.card().target()),
                "%s has target texts as ids of another vocabulary than the model's; give it as texts"
                        .formatted(data.name()));
        Check.require(
                base instanceof TextDataset || base.card().table() == null,
                "%s has numbers where the model learnt from texts; name the column of texts: data.text"
                        .formatted(data.name()));
        if (own != null || !(base instanceof TextDataset)) {
            return data;
        }
        Encodings encodings = new Encodings(learnt, target);
        Dataset kept = withoutLonger(
                data, learnt::skips, text -> target != null && target.text().skips(text));
        encodings.make(kept);
        return BaseRows.with(kept, encodings::with);
    }

    /// The rows whose texts and target texts are not skipped; all where there are no texts.
    static Dataset withoutLonger(Dataset part, Predicate<String> text, Predicate<String> target) {
        int[] kept = IntStream.range(0, part.size())
                .filter(row -> part.text(row).filter(text).isEmpty()
                        && part.targetText(row).filter(target).isEmpty())
                .toArray();
        Check.require(
                kept.length > 0,
                "all texts of %s are longer than length.max; give a larger one".formatted(part.name()));
        return kept.length == part.size() ? part : new Subset(part, kept);
    }

    /// Makes ids of the texts of some parts, each text once.
    private record Encodings(TextEncoding text, @Nullable TargetEncoding target, Map<Dataset, TextDataset> made) {
        Encodings(TextEncoding text, @Nullable TargetEncoding target) {
            this(text, target, new IdentityHashMap<>());
        }

        void make(Dataset part) {
            if (!(with(BaseRows.base(part)) instanceof TextDataset encoded) || encoded == BaseRows.base(part)) {
                return;
            }
            for (int row = 0; row < part.size(); row++) {
                int at = BaseRows.row(part, row);
                encoded.texts.make(at, text::ids);
                if (encoded.targetTexts != null) {
                    encoded.targetTexts.make(at, Objects.requireNonNull(target)::target);
                }
            }
        }

        /// The data set with ids; itself where it has no texts, or they are ids already.
        Dataset with(Dataset data) {
            return data instanceof TextDataset base && base.card.text() == null
                    ? made.computeIfAbsent(base, _ -> base.with(this))
                    : data;
        }
    }

    private TextDataset with(Encodings encodings) {
        DataCard encoded = card.ofTexts(encodings.text());
        Check.require(
                targetTexts == null || encodings.target() != null,
                "%s has target texts, but the model predicts none; name its classes or numbers".formatted(name()));
        return new TextDataset(
                encodings.target() == null || targetTexts == null ? encoded : encoded.ofTargets(encodings.target()),
                IdRows.of(texts.texts()),
                targets,
                targetTexts == null ? null : IdRows.of(targetTexts.texts()),
                next);
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
