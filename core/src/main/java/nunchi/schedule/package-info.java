/// Learning rates over the epochs: [ConstantRate], [Steps], [Cosine], [OneCycle], [PiecewiseLinear].
@NullMarked
package nunchi.schedule;

import org.jspecify.annotations.NullMarked;
