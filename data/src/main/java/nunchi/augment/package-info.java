/// Random changes of training examples ([FlipHorizontal], [Shift], [Cutout]), functions of seed, epoch and row.
@NullMarked
package nunchi.augment;

import org.jspecify.annotations.NullMarked;
