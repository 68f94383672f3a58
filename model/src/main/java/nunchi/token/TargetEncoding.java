package nunchi.token;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;

/// How the texts that a model is to predict become targets `[length]`: the ids of the tokens, then 0 for the end, then
/// -1 for steps that do not count. A text that fills all steps has no end.
///
/// @param text         tokens, vocabulary and length
/// @param countPadding whether the steps after the end count as well, so that the model is to predict 0 there
/// @param next         whether the target of a step is the token that follows it in the text that the model reads, as
///     of a language model
public record TargetEncoding(TextEncoding text, boolean countPadding, boolean next) {
    /// The class that says that the text has ended.
    public static final int END = Vocabulary.PADDING;
    /// The class of a step that does not count.
    public static final int UNCOUNTED = -1;

    private static final String LENGTH = "data.targetText.length";

    /// Of texts that are others than the model reads.
    public TargetEncoding(TextEncoding text, boolean countPadding) {
        this(text, countPadding, false);
    }

    /// Of a language model: the target of each step is the token that follows it.
    ///
    /// @param text that the model reads
    public static TargetEncoding ofNext(TextEncoding text) {
        return new TargetEncoding(text, false, true);
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

    /// The number of classes of a step: the known tokens, the end, and the unknown token.
    public int classes() {
        return text.vocabulary().size();
    }

    /// The target of a text.
    ///
    /// @throws InvalidRequestException for a text without tokens, and for one that is too long
    public int[] target(String wanted) {
        int[] ids = text.ids(wanted, next ? TextEncoding.LENGTH : LENGTH);
        int[] target = Arrays.copyOf(ids, length());
        if (ids.length < target.length) {
            Arrays.fill(target, ids.length, target.length, countPadding ? END : UNCOUNTED);
            target[ids.length] = END;
        }
        return target;
    }

    /// The text of the classes of all steps: that of the tokens before the end. A class beyond the vocabulary, which a
    /// model with more units may predict, is an unknown token.
    public String text(int... classes) {
        return text.text(IntStream.of(classes)
                .limit(end(classes))
                .map(id -> id < classes() ? id : Vocabulary.UNKNOWN)
                .toArray());
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
