package nunchi.model;

import nunchi.network.Preprocessed;
import nunchi.network.TrainingStep;
import nunchi.prediction.DecodeSettings;

/// What a model computes: its layers, and the loss that gives its outputs their meaning. An experiment is one.
public interface Architecture {
    /// The layers as they are built: preprocessing and model.
    Preprocessed layers();

    /// The loss, and whether convolutions are computed as defined.
    TrainingStep trainingStep();

    /// How texts are made of what a decoder says.
    default DecodeSettings decoding() {
        return DecodeSettings.GREEDY;
    }
}
