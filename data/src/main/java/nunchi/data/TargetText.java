package nunchi.data;

import nunchi.check.Check;
import nunchi.codec.Inline;
import nunchi.token.TextSettings;
import org.jspecify.annotations.Nullable;

/// Texts that a model is to predict, token by token.
///
/// @param column       column of a CSV file that holds them, by name or position; null for the target texts of a data
///     set that has its own
/// @param texts        how they become ids
/// @param countPadding whether loss and accuracy count the steps after the end of a text as well, where the model is to
///     predict 0 (default: false)
public record TargetText(@Nullable String column, @Inline TextSettings texts, boolean countPadding) {
    public TargetText {
        Check.given("texts", texts);
        Check.require(column == null || !column.isBlank(), "column is blank; name the column of the target texts");
        Check.require(
                !texts.reverse(),
                "reverse is given for target texts, which are predicted from their beginning to their end; leave it out");
    }

    public TargetText() {
        this(null, TextSettings.PLAIN, false);
    }
}
