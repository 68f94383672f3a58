/// Inner loops: register tiles of matrix products, Winograd's transforms, functions of runs of floats; each as a twin
/// on the Vector API and a scalar twin of the same bits.
@NullMarked
package nunchi.cpu.kernel;

import org.jspecify.annotations.NullMarked;
