package nunchi.model;

import java.util.List;
import nunchi.codec.Inline;
import nunchi.token.TargetEncoding;
import nunchi.token.UnicodeForm;

/// How the texts that a model tells become targets, as it is stored with the model.
///
/// @param text         how texts become ids
/// @param countPadding whether the steps after the end of a text count as well
public record TargetTextRecord(@Inline TextRecord text, boolean countPadding) {
    /// Of tokens that are no words and no subwords, where longer texts are refused and padding does not count.
    public TargetTextRecord(
            String tokens, UnicodeForm unicode, boolean lowercase, int length, List<String> vocabulary) {
        this(new TextRecord(tokens, unicode, lowercase, length, vocabulary), false);
    }

    /// As it is written.
    public static TargetTextRecord of(TargetEncoding encoding) {
        return new TargetTextRecord(TextRecord.of(encoding.text()), encoding.countPadding());
    }

    /// As it was before.
    ///
    /// @throws nunchi.check.InvalidRequestException when the record contradicts itself
    public TargetEncoding encoding() {
        return new TargetEncoding(text.encoding(), countPadding);
    }
}
