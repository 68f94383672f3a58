/// Images upright, opaque and in 8 bits, whatever file they came in; fitted to an example's size by one of four rules
/// ([Fit]).
@NullMarked
package nunchi.picture;

import org.jspecify.annotations.NullMarked;
