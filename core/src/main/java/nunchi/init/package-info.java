/// Values of weights before the first step: [GlorotUniform], [HeNormal], [Zeros]. A value is a function of key and
/// position, so that it does not depend on threads.
@NullMarked
package nunchi.init;

import org.jspecify.annotations.NullMarked;
