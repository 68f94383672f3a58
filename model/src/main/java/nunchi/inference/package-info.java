/// A model that answers: batches through one program, for one caller or many.
@NullMarked
package nunchi.inference;

import org.jspecify.annotations.NullMarked;
