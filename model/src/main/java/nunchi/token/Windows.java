package nunchi.token;

import java.util.ArrayList;
import java.util.List;
import nunchi.check.Check;

/// One text cut into pieces of equally many tokens, one behind the other, as a language model learns from them: of each
/// token it is to predict the one that follows. Tokens at the end that fill no piece are left out.
///
/// @param texts the pieces, in order
/// @param next  the same pieces, each begun one token later
public record Windows(List<String> texts, List<String> next) {
    public Windows {
        texts = List.copyOf(texts);
        next = List.copyOf(next);
    }

    /// By settings, of tokens that are not learnt.
    ///
    /// @param size tokens of a piece
    /// @throws nunchi.check.InvalidRequestException for subwords, and for a text with no more than `size` tokens
    public static Windows of(TextSettings settings, String text, int size) {
        return of(settings.tokensOrWords(), settings.normalization(), text, size);
    }

    /// As a model reads texts.
    ///
    /// @throws nunchi.check.InvalidRequestException for a text with no more tokens than an example
    public static Windows of(TextEncoding encoding, String text) {
        return of(encoding.tokens(), encoding.normalization(), text, encoding.length());
    }

    private static Windows of(Tokens tokens, Normalization normalization, String text, int size) {
        Check.require(
                !(tokens instanceof Tokens.Subwords),
                "window counts tokens before subwords are learnt; take characters, jamo or words");
        List<String> all = TextEncoding.cut(tokens, Merges.NONE, normalization.of(text));
        Check.require(
                all.size() > size,
                "the text has %,d tokens, but an example has %,d and the one that follows them; give a longer text, or a smaller window"
                        .formatted(all.size(), size));
        List<String> texts = new ArrayList<>();
        List<String> next = new ArrayList<>();
        for (int from = 0; from + size < all.size(); from += size) {
            texts.add(TextEncoding.joined(tokens, all.subList(from, from + size)));
            next.add(TextEncoding.joined(tokens, all.subList(from + 1, from + 1 + size)));
        }
        return new Windows(texts, next);
    }
}
