/// What a machine must offer: [Backend] compiles a graph to a [Program] over [Weights], and has [Numerics] for what is
/// no graph. [Backends] finds those that are present.
@NullMarked
package nunchi.backend;

import org.jspecify.annotations.NullMarked;
