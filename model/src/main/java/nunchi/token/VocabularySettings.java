package nunchi.token;

import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// Which tokens of the training set a model knows: the most frequent, and of equally frequent ones the first in the
/// order of texts. All others are one token, the unknown one.
///
/// @param size     most tokens, padding and the unknown token included, at least 3; null for no limit
/// @param minCount least number of times that a token occurs in the training set (default: 1)
public record VocabularySettings(@Nullable Integer size, int minCount) {
    public VocabularySettings {
        Check.require(
                size == null || size > Vocabulary.FIRST,
                "size is %d; it must be at least %d, for padding, unknown tokens and one other"
                        .formatted(size, Vocabulary.FIRST + 1));
        Check.positive("minCount", minCount);
    }

    public VocabularySettings() {
        this(null, 1);
    }
}
