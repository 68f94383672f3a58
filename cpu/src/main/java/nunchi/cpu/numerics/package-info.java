/// Mathematics outside the graph on the same tiles and threads: products, nearest neighbours, convolutions of a plane,
/// Fourier transforms.
@NullMarked
package nunchi.cpu.numerics;

import org.jspecify.annotations.NullMarked;
