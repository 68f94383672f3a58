/// Random numbers as functions of a key (seed, purpose, step) and a position: the same in any order and on any number
/// of threads.
@NullMarked
package nunchi.random;

import org.jspecify.annotations.NullMarked;
