/// One example through a model, op by op, forward and backward, in float64: [SteppedModel].
@NullMarked
package nunchi.step;

import org.jspecify.annotations.NullMarked;
