/// A library for tests: one case for each op, layer, loss and optimizer, and the contract of a backend. [Conformance]
/// holds a backend to the float64 reference, to finite differences and to PyTorch's numbers.
@NullMarked
package nunchi.conformance;

import org.jspecify.annotations.NullMarked;
