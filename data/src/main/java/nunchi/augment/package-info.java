/// Random changes of training examples ([FlipHorizontal], [Shift], [Cutout]), functions of seed, epoch and row.
package nunchi.augment;
