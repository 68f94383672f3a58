/// Values with a [Shape], row by row in float32, and the rule that a result below 2⁻¹²⁶ is 0 ([FlushToZero]).
@NullMarked
package nunchi.tensor;

import org.jspecify.annotations.NullMarked;
