package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.layer.Layer;
import nunchi.network.Preprocessed;
import org.jspecify.annotations.Nullable;

/// A model without a training: to see its shapes and how many parameters it has. Its components are the keys of its
/// file, all of which an experiment has too.
///
/// @param name        name of the model, used for its folder and its report
/// @param data        data set whose examples have the shape of the input
/// @param model       layers from first to last, without the preprocessing
/// @param title       heading of the report; null for the name
/// @param description introduction of the report; null for none
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
        return new Preprocessed(data.preprocess(), model, data.views());
    }
}
