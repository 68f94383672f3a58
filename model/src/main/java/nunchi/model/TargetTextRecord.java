package nunchi.model;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.token.TargetEncoding;
import nunchi.token.TargetEncoding.Kind;
import nunchi.token.UnicodeForm;
import org.jspecify.annotations.Nullable;

/// How the texts that a model tells become targets, as it is stored with the model.
///
/// @param text         how texts become ids
/// @param countPadding whether the steps after the end of a text count as well
/// @param next         whether the target of each step is the token that follows it in the text that the model reads;
///     absent where it is not
/// @param tags         whether the target of each step is the tag of the token that the model reads; absent where it is
///     not
public record TargetTextRecord(
        @Inline TextRecord text,
        boolean countPadding,
        @Nullable Boolean next,
        @Nullable Boolean tags) {
    /// Of tokens that are no words and no subwords, where longer texts are refused and padding does not count.
    public TargetTextRecord(
            String tokens, UnicodeForm unicode, boolean lowercase, int length, List<String> vocabulary) {
        this(new TextRecord(tokens, unicode, lowercase, length, vocabulary), false, null, null);
    }

    /// As it is written.
    public static TargetTextRecord of(TargetEncoding encoding) {
        return new TargetTextRecord(
                TextRecord.of(encoding.text()),
                encoding.countPadding(),
                encoding.next() ? true : null,
                encoding.tags() ? true : null);
    }

    /// As it was before.
    ///
    /// @throws nunchi.check.InvalidRequestException when the record contradicts itself
    public TargetEncoding encoding() {
        return new TargetEncoding(text.encoding(), countPadding, kind());
    }

    private Kind kind() {
        return Boolean.TRUE.equals(tags) ? Kind.TAGS : Boolean.TRUE.equals(next) ? Kind.NEXT : Kind.TOKENS;
    }
}
