/// What layers make of rows: activations, maps and clusters of every layer, feature maps, one layer in memory at a
/// time.
@NullMarked
package nunchi.inspect;

import org.jspecify.annotations.NullMarked;
