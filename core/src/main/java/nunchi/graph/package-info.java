/// The meeting point of descriptions and machines: a [Graph] of [Node]s, each an [Op] applied to others. Shapes settle
/// as nodes are written; [Adjoints] writes gradients into the same graph.
@NullMarked
package nunchi.graph;

import org.jspecify.annotations.NullMarked;
