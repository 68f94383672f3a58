package nunchi.token;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.Check;
import nunchi.check.InvalidRequestException;

/// How the texts that a model is to predict become targets `[length]`: the ids of the tokens, then 0 for the end, then
/// -1 for steps that do not count. A text that fills all steps has no end. Tags are numbered from 0 on, and have no end
/// either, as there is one for each token.
///
/// @param text         tokens, vocabulary and length
/// @param countPadding whether the steps after the end count as well, so that the model is to predict 0 there
/// @param kind         what the target of a step is
public record TargetEncoding(TextEncoding text, boolean countPadding, Kind kind) {
    /// The class that says that the text has ended.
    public static final int END = Vocabulary.PADDING;
    /// The class of a step that does not count.
    public static final int UNCOUNTED = -1;

    private static final String LENGTH = "data.targetText.length";

    /// What the target of a step is.
    public enum Kind {
        /// A token of a text that is another than the model reads.
        TOKENS,
        /// The token that follows it in the text that the model reads, as of a language model.
        NEXT,
        /// The tag of the token that the model reads at this step.
        TAGS
    }

    /// Of texts that are others than the model reads.
    public TargetEncoding(TextEncoding text, boolean countPadding) {
        this(text, countPadding, Kind.TOKENS);
    }

    /// Of a language model: the target of each step is the token that follows it.
    ///
    /// @param text that the model reads
    public static TargetEncoding ofNext(TextEncoding text) {
        return new TargetEncoding(text, false, Kind.NEXT);
    }

    /// Of a tagger: the target of each step is the tag of its token. The tags are those of the training set, in the
    /// order of texts.
    ///
    /// @param text that the model reads
    /// @param tags of the sentences of a training set, parted by spaces
    public static TargetEncoding ofTags(TextEncoding text, List<String> tags) {
        List<String> all = tags.stream()
                .flatMap(each -> Splitting.words(each, Punctuation.KEEP).stream())
                .distinct()
                .sorted()
                .toList();
        TextEncoding names = new TextEncoding(
                new Tokens.Words(false, Punctuation.KEEP),
                new Normalization(),
                new Vocabulary(all),
                Merges.NONE,
                text.length(),
                text.truncate(),
                false,
                text.skipLonger());
        return new TargetEncoding(names, false, Kind.TAGS);
    }

    /// Whether the target of a step is the token that follows it.
    public boolean next() {
        return kind == Kind.NEXT;
    }

    /// Whether the target of a step is a tag.
    public boolean tags() {
        return kind == Kind.TAGS;
    }

    /// Learnt from the target texts of a training set.
    ///
    /// @throws InvalidRequestException when no token is left for the vocabulary, or the settings of subwords do not fit
    public static TargetEncoding learn(TextSettings settings, boolean countPadding, List<String> texts) {
        TextEncoding learnt = TextEncoding.learn(settings, texts);
        boolean longest = settings.length() == null || settings.length().max() == null;
        return new TargetEncoding(longest ? learnt.withLength(learnt.length() + 1) : learnt, countPadding);
    }

    /// The number of steps.
    public int length() {
        return text.length();
    }

    /// The number of classes of a step: the known tokens, the end, and the unknown token; or the tags.
    public int classes() {
        return tags() ? names().size() : text.vocabulary().size();
    }

    /// The tags by their numbers; the known tokens where targets are no tags.
    public List<String> names() {
        return text.vocabulary().tokens();
    }

    /// The target of a text.
    ///
    /// @throws InvalidRequestException for a text without tokens, for one that is too long, and for an unknown tag
    public int[] target(String wanted) {
        int[] ids = text.ids(wanted, kind == Kind.TOKENS ? LENGTH : TextEncoding.LENGTH);
        if (tags()) {
            int[] numbers = IntStream.of(ids).map(id -> id - Vocabulary.FIRST).toArray();
            requireKnown(wanted, numbers);
            int[] tags = Arrays.copyOf(numbers, length());
            Arrays.fill(tags, numbers.length, tags.length, UNCOUNTED);
            return tags;
        }
        int[] target = Arrays.copyOf(ids, length());
        if (ids.length < target.length) {
            Arrays.fill(target, ids.length, target.length, countPadding ? END : UNCOUNTED);
            target[ids.length] = END;
        }
        return target;
    }

    private void requireKnown(String wanted, int... numbers) {
        for (int step = 0; step < numbers.length; step++) {
            Check.require(
                    numbers[step] >= 0,
                    "the tag '%s' is none of the training set, which has %s; mend it, or put a sentence with it into the training set"
                            .formatted(
                                    Check.excerpt(text.tokens(wanted).get(step).text()), Check.listed(names())));
        }
    }

    /// The text of the classes of all steps: that of the tokens before the end. A class beyond the vocabulary, which a
    /// model with more units may predict, is an unknown token. Tags end where a step does not count.
    public String text(int... classes) {
        int first = tags() ? Vocabulary.FIRST : 0;
        return text.text(IntStream.of(classes)
                .limit(tags() ? counted(classes) : end(classes))
                .map(id -> id < classes() ? first + id : Vocabulary.UNKNOWN)
                .toArray());
    }

    private static int counted(int... classes) {
        int end = 0;
        while (end < classes.length && classes[end] != UNCOUNTED) {
            end++;
        }
        return end;
    }

    /// The number of tokens before the end.
    public static int end(int... classes) {
        int end = 0;
        while (end < classes.length && classes[end] != END && classes[end] != UNCOUNTED) {
            end++;
        }
        return end;
    }
}
