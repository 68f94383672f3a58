package nunchi.data;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import nunchi.token.TextEncoding;
import nunchi.token.TextSettings;
import nunchi.token.Vocabulary;
import org.jspecify.annotations.Nullable;

/// Texts, which become ids `[length]` by what is learnt from the training set, and not known before the data are cut.
final class TextDataset implements Dataset {
    private final DataCard card;
    private final Texts texts;
    private final Tensor targets;
    /// By row, without padding; null of rows that are in no part, and where the encoding is not known yet.
    private final int[] @Nullable [] ids;

    private TextDataset(DataCard card, Texts texts, Tensor targets, int[] @Nullable [] ids) {
        this.card = card;
        this.texts = texts;
        this.targets = targets;
        this.ids = ids;
    }

    /// @param targets `[rows]` or `[rows, …]`
    TextDataset(DataCard card, Texts texts, Tensor targets) {
        this(card, texts, targets, new int[texts.values().size()][]);
        int rows = targets.shape().extent(0);
        Check.require(
                rows == texts.values().size() && rows > 0,
                "%s has %d texts, but %d labels; give one for each text"
                        .formatted(card.name(), texts.values().size(), rows));
    }

    /// The texts of some rows, whether they are ids already or not; none where the rows are no texts.
    static List<String> texts(Dataset data, int... rows) {
        return BaseRows.base(data) instanceof TextDataset base
                ? IntStream.of(rows)
                        .mapToObj(row -> base.texts.values().get(BaseRows.row(data, row)))
                        .toList()
                : List.of();
    }

    /// The parts with texts as ids: by the encoding that a part has already, else by one that is learnt from the
    /// training set; these themselves where there are no texts.
    ///
    /// @throws InvalidRequestException when a text is empty or too long, with its row
    static Datasets encoded(Datasets parts, TextSettings settings) {
        if (!(BaseRows.base(parts.train()) instanceof TextDataset base) || base.card.text() != null) {
            return parts;
        }
        int[] rows = IntStream.range(0, parts.train().size()).toArray();
        TextEncoding encoding;
        try {
            encoding = TextEncoding.learn(settings, texts(parts.train(), rows));
        } catch (InvalidRequestException unfit) {
            throw new InvalidRequestException("%s: %s".formatted(base.name(), unfit.getMessage()), unfit);
        }
        Map<Dataset, int[][]> known = new IdentityHashMap<>();
        parts.sets().forEach(part -> encode(part, encoding, known));
        return parts.each(part -> BaseRows.with(part, each -> with(each, encoding, known)));
    }

    /// The same rows as ids of a model that is there.
    ///
    /// @throws InvalidRequestException when a text is empty or too long, with its row; or the rows are ids of another
    ///                                 encoding
    static Dataset encoded(Dataset data, TextEncoding learnt) {
        Dataset base = BaseRows.base(data);
        TextEncoding own = base.card().text();
        Check.require(
                own == null || own.equals(learnt),
                "%s has texts as ids of another vocabulary than the model's; give it as texts".formatted(data.name()));
        Check.require(
                base instanceof TextDataset || base.card().table() == null,
                "%s has numbers where the model learnt from texts; name the column of texts: data.text"
                        .formatted(data.name()));
        if (own != null || !(base instanceof TextDataset)) {
            return data;
        }
        Map<Dataset, int[][]> known = new IdentityHashMap<>();
        encode(data, learnt, known);
        return BaseRows.with(data, each -> with(each, learnt, known));
    }

    /// Adds the ids of a part's rows to those of its base.
    private static void encode(Dataset part, TextEncoding encoding, Map<Dataset, int[][]> known) {
        if (!(BaseRows.base(part) instanceof TextDataset base) || base.card.text() != null) {
            return;
        }
        int[][] ids =
                known.computeIfAbsent(base, _ -> new int[base.texts.values().size()][]);
        for (int row = 0; row < part.size(); row++) {
            int at = BaseRows.row(part, row);
            ids[at] = ids[at] == null ? base.ids(at, encoding) : ids[at];
        }
    }

    private static Dataset with(Dataset data, TextEncoding encoding, Map<Dataset, int[][]> known) {
        return data instanceof TextDataset base && base.card.text() == null
                ? new TextDataset(
                        base.card.ofTexts(encoding), base.texts, base.targets, Objects.requireNonNull(known.get(base)))
                : data;
    }

    private int[] ids(int row, TextEncoding encoding) {
        try {
            return encoding.ids(texts.values().get(row));
        } catch (InvalidRequestException refused) {
            throw new InvalidRequestException(
                    "%s: %s".formatted(texts.place().apply(row), refused.getMessage()), refused);
        }
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
        return targets.shape().example();
    }

    @Override
    public int size() {
        return texts.values().size();
    }

    @Override
    public void example(int row, float[] into, int offset) {
        int[] known = ids[row];
        TextEncoding encoding = card.text();
        if (known == null || encoding == null) {
            throw new InvalidRequestException(
                    "row %d of %s has no ids yet; DataSettings.cut makes them, with the vocabulary of the training set"
                            .formatted(row, name()));
        }
        for (int i = 0; i < known.length; i++) {
            into[offset + i] = known[i];
        }
        Arrays.fill(into, offset + known.length, offset + encoding.length(), 0);
    }

    @Override
    public void target(int row, float[] into, int offset) {
        int size = target().size();
        System.arraycopy(targets.values(), row * size, into, offset, size);
    }

    /// The fraction of the tokens of a part that are unknown; NaN where there are no texts.
    static double unknown(Dataset part) {
        if (!(BaseRows.base(part) instanceof TextDataset base) || base.card.text() == null) {
            return Double.NaN;
        }
        long all = 0;
        long unknown = 0;
        for (int row = 0; row < part.size(); row++) {
            int[] known = base.ids[BaseRows.row(part, row)];
            all += known.length;
            unknown +=
                    Arrays.stream(known).filter(id -> id == Vocabulary.UNKNOWN).count();
        }
        return (double) unknown / all;
    }
}
