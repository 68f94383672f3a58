/// The fast backend in pure Java. It goes from front to back through its packages: `plan` decides, `memory` places,
/// `step` computes, `kernel` has the inner loops, `thread` the threads; `numerics` uses the same for what is no graph.
@NullMarked
package nunchi.cpu;

import org.jspecify.annotations.NullMarked;
