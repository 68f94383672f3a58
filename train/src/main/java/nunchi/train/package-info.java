/// Training: [Trainer] feeds batches and tells listeners what happens; [Evaluator] measures; a trained
/// [nunchi.model.Model] predicts, is saved and loaded.
package nunchi.train;
