package nunchi.token;

import nunchi.check.Check;

/// What a text is cut into.
public sealed interface Tokens {

    /// Every character (Unicode code point) is a token; spaces too.
    record Characters() implements Tokens {}

    /// Every character of the canonical decomposition (Unicode NFD) is a token: a Korean syllable becomes its two or
    /// three letters, and a letter with an accent the letter and the accent.
    record Jamo() implements Tokens {}

    /// Words, which are what stands between spaces. Every kind of space parts words, also one without a break.
    ///
    /// @param lowercase   whether words are written in lower case (default: false)
    /// @param punctuation what becomes of characters that are neither letters nor digits, such as commas and emoji
    ///     (default: separate)
    record Words(boolean lowercase, Punctuation punctuation) implements Tokens {
        public Words {
            Check.given("punctuation", punctuation);
        }

        public Words() {
            this(false, Punctuation.SEPARATE);
        }
    }

    /// Parts of words, which are learnt from the training set by byte-pair encoding (Sennrich, Haddow, Birch 2016):
    /// every character is a token; then the two neighbours that are most frequent become one token, again and again. Of
    /// two pairs that are equally frequent, the first in the order of texts is taken. A space belongs to the word after
    /// it, so that the tokens of a text put together are the text.
    ///
    /// @param size number of tokens, at least 3: padding, unknown, the characters of the training set and what is put
    ///     together of them; fewer where no pair occurs twice
    record Subwords(int size) implements Tokens {
        public Subwords {
            Check.require(
                    size > Vocabulary.FIRST,
                    "size is %d; it must be at least %d, for padding, unknown tokens and one other"
                            .formatted(size, Vocabulary.FIRST + 1));
        }
    }
}
