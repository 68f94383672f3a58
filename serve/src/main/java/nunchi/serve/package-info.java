/// A server that answers other programs by the models of runs: the Open Inference Protocol, and what `nunchi predict`
/// says.
@NullMarked
package nunchi.serve;

import org.jspecify.annotations.NullMarked;
