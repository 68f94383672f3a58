package nunchi.model;

import nunchi.codec.Inline;
import nunchi.token.TargetEncoding;

/// How the texts that a model tells become targets, as it is stored with the model.
///
/// @param text         how texts become ids
/// @param countPadding whether the steps after the end of a text count as well
public record TargetTextRecord(@Inline TextRecord text, boolean countPadding) {
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
