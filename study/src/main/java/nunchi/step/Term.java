package nunchi.step;

import java.util.Arrays;
import java.util.List;

/// A part of an element's value.
///
/// @param factors the elements of operands that it is made of
/// @param value   of the term
public record Term(List<Factor> factors, double value) {
    public Term {
        factors = List.copyOf(factors);
    }

    static Term of(double value, Factor... factors) {
        return new Term(Arrays.asList(factors), value);
    }

    /// The product of its factors.
    static Term product(Factor... factors) {
        double product = 1;
        for (Factor factor : factors) {
            product *= factor.value;
        }
        return of(product, factors);
    }

    /// An element of an operand.
    ///
    /// @param operand position of the operand among those of the expansion
    /// @param index   of the element, last axis fastest
    /// @param value   of the element
    public record Factor(int operand, int index, double value) {}
}
