package nunchi.data;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;
import nunchi.token.Punctuation;
import nunchi.token.TargetEncoding;
import nunchi.token.TargetEncoding.Kind;
import nunchi.token.TextEncoding;
import nunchi.token.TextSettings;
import nunchi.token.Tokens;
import org.jspecify.annotations.Nullable;

/// Makes ids of the texts of data sets, by what is learnt from the training set or what a model has learnt.
final class EncodedTexts {
    private EncodedTexts() {}

    /// How texts of a data set become ids: the tokens of a tagged sentence are given.
    ///
    /// @throws InvalidRequestException when tokens are said to be something else, or to be read backwards
    static TextSettings settings(Dataset data, TextSettings given) {
        if (!(BaseRows.base(data) instanceof TextDataset base) || base.kind() != Kind.TAGS) {
            return given;
        }
        Tokens.Words words = new Tokens.Words(false, Punctuation.KEEP);
        Check.require(
                given.tokens() == null || given.tokens().equals(words),
                "data.tokens says what texts are cut into, but the tokens of %s are given with their tags; leave it out"
                        .formatted(data.name()));
        Check.require(
                !given.reverse(),
                "data.reverse is given, but each token of %s has a tag of its own; take bidirectional, or leave it out"
                        .formatted(data.name()));
        return new TextSettings(
                words, given.normalize(), given.vocabulary(), given.length(), false, given.startsWith());
    }

    /// The parts with texts as ids: by the encoding that a part has already, else by one that is learnt from the
    /// training set; these themselves where there are no texts.
    ///
    /// @param target how target texts become ids; null for as they come
    /// @throws InvalidRequestException when a text is empty or too long, with its row
    static Datasets encoded(Datasets parts, TextSettings settings, @Nullable TargetText target) {
        if (!(BaseRows.base(parts.train()) instanceof TextDataset base)
                || base.card().text() != null) {
            return parts;
        }
        int[] rows = IntStream.range(0, parts.train().size()).toArray();
        TextSettings own = settings(base, settings);
        TextEncoding text =
                learnt("", base, TextDataset.texts(parts.train(), rows), texts -> TextEncoding.learn(own, texts));
        TargetEncoding targets = !base.hasTargetTexts()
                ? null
                : learnt(
                        base,
                        text,
                        Objects.requireNonNullElseGet(target, TargetText::new),
                        TextDataset.targetTexts(parts.train(), rows));
        return encoded(parts, new Encodings(text, targets));
    }

    private static TargetEncoding learnt(
            TextDataset base, TextEncoding text, TargetText how, List<String> targetTexts) {
        return switch (base.kind()) {
            case NEXT -> TargetEncoding.ofNext(text);
            case TAGS -> TargetEncoding.ofTags(text, targetTexts);
            case TOKENS ->
                learnt(
                        "the target texts of ",
                        base,
                        targetTexts,
                        texts -> TargetEncoding.learn(how.texts(), how.countPadding(), texts));
        };
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

    /// The rows whose texts and target texts are taken; all where there are no texts.
    static Dataset taken(Dataset part, Predicate<String> text, Predicate<String> target) {
        int[] kept = IntStream.range(0, part.size())
                .filter(row -> part.text(row).filter(text.negate()).isEmpty()
                        && part.targetText(row).filter(target.negate()).isEmpty())
                .toArray();
        Check.require(
                kept.length > 0,
                "no text of %s begins as startsWith says; give beginnings of normalized texts, words with one space between"
                        .formatted(part.name()));
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
                encoded.makeIds(BaseRows.row(part, row));
            }
        }

        /// The data set with ids; itself where it has no texts, or they are ids already.
        Dataset with(Dataset data) {
            return data instanceof TextDataset base && base.card().text() == null
                    ? made.computeIfAbsent(base, _ -> base.with(text, target))
                    : data;
        }
    }
}
