package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.layer.Layer;
import nunchi.network.Preprocessed;
import org.jspecify.annotations.Nullable;

/// A model without a training: to see its shapes and how many parameters it has. Its components are the keys of its
/// file, all of which an experiment has too.
///
/// @param name        of its folder and its report
/// @param data        what it would learn from; its examples' shape is looked at
/// @param model       the layers, one after another, without the preprocessing
/// @param title       a report's heading; null for the name
/// @param description what it is about; may be null
public record Outline(
        String name,
        DataSettings data,
        List<Layer> model,
        @Nullable String title,
        @Nullable String description) {
    public Outline {
        Check.require(name != null && !name.isBlank(), "name is empty; it must name the model");
        Check.require(data != null, "an outline needs data, whose examples have a shape");
        model = Check.elements("model", model);
        Check.require(!model.isEmpty(), "model is empty; it must have at least one layer");
    }

    public Outline(String name, DataSettings data, List<Layer> model) {
        this(name, data, model, null, null);
    }

    /// The layers as they are built: preprocessing and model.
    public Preprocessed layers() {
        return new Preprocessed(data.preprocess(), model);
    }
}
