package nunchi.metric;

import java.util.List;

/// BLEU with characters in place of words, in percent, for languages whose words are long or few: phrases are 1 to 4
/// characters, blanks left out. Computed as sacrebleu does with the signature `case:mixed|eff:no|tok:char|smooth:exp`
/// (Post, *A call for clarity in reporting BLEU scores*, WMT 2018). The rest is as for `bleu`.
public record CharacterBleu() implements Metric {
    @Override
    public String name() {
        return "characterBleu";
    }

    @Override
    public String words() {
        return "BLEU of characters";
    }

    @Override
    public Direction direction() {
        return Direction.MAX;
    }

    @Override
    public String unit() {
        return Quantity.PERCENT;
    }

    @Override
    public boolean ofClasses() {
        return false;
    }

    @Override
    public boolean ofTexts() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        References references = References.of(predictions);
        return of(references.predicted(), references.references());
    }

    /// As a fraction, in [0, 1].
    ///
    /// @param predicted  texts
    /// @param references of each text, at least one
    public static double of(List<String> predicted, List<List<String>> references) {
        return Bleu.of(predicted, references, CharacterBleu::characters);
    }

    /// Code points of Unicode, without blanks.
    private static List<String> characters(String text) {
        return Words13a.BLANKS
                .matcher(text)
                .replaceAll("")
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
    }
}
