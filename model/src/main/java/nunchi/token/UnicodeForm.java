package nunchi.token;

import java.text.Normalizer;

/// A normalization form of Unicode: one way to write characters that can be written in several.
public enum UnicodeForm {
    /// Accents and letters are one character where there is one.
    NFC(Normalizer.Form.NFC),
    /// Accents follow their letters; Korean syllables are taken apart.
    NFD(Normalizer.Form.NFD),
    /// As NFC, and characters that differ in their look alone are made the same: `ﬁ` is `fi`, and a space without a
    /// break is a space.
    NFKC(Normalizer.Form.NFKC);

    private final Normalizer.Form form;

    UnicodeForm(Normalizer.Form form) {
        this.form = form;
    }

    String apply(String text) {
        return Normalizer.normalize(text, form);
    }
}
