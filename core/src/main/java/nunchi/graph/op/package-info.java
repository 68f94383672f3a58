/// The closed set of ops, each with its mathematics, its shape rule and its gradient; those of a kind in one file:
/// [Source], [Unary], [Binary], [Movement], [Categorical], products, sums and windows.
@NullMarked
package nunchi.graph.op;

import org.jspecify.annotations.NullMarked;
