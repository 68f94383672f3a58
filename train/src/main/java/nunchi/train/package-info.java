/// Training: [Trainer] feeds batches and tells listeners what happens; [Evaluator] measures; a trained
/// [nunchi.model.Model] predicts, is saved and loaded.
@NullMarked
package nunchi.train;

import org.jspecify.annotations.NullMarked;
