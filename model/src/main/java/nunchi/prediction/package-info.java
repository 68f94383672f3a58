/// What a model says of one example.
@NullMarked
package nunchi.prediction;

import org.jspecify.annotations.NullMarked;
