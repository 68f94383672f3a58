/// From a description to graphs: [Network] writes a model's graphs for training and inference over the same weights;
/// [TrainingStep] holds what a training does with them.
@NullMarked
package nunchi.network;

import org.jspecify.annotations.NullMarked;
