package nunchi.step;

import java.util.List;

/// How an op is written down.
///
/// @param formula of one element: `y[i,j] = Σₖ a[i,k] · b[k,j]`
/// @param symbols of the operands in the formula, in their order
public record Notation(String formula, List<String> symbols) {
    public Notation {
        symbols = List.copyOf(symbols);
    }

    static Notation of(String formula, String... symbols) {
        return new Notation(formula, List.of(symbols));
    }
}
