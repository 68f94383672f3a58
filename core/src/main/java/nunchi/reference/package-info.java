/// The definition: a backend that evaluates a graph node by node in float64, as plainly as it can be written. Slow on
/// purpose.
@NullMarked
package nunchi.reference;

import org.jspecify.annotations.NullMarked;
