/// Layers as descriptions: records that write themselves into a graph ([Layer#build]). [Dense], [Conv2d], [BatchNorm],
/// [Sequential].
@NullMarked
package nunchi.layer;

import org.jspecify.annotations.NullMarked;
