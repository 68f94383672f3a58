package nunchi.experiment;

import java.util.List;
import nunchi.check.Check;
import nunchi.data.DataCatalogue;
import nunchi.data.Parts;
import nunchi.data.Split;
import nunchi.layer.Layer;

/// The data of an experiment and how it is fed.
///
/// @param name       of a data set that the catalogue knows
/// @param validation held out of training to watch it; null for no validation part
/// @param test       held out of training before the validation part is; null where the set has a test part, or for none
/// @param batch      examples in a training step; 32 unless given
/// @param dropLast   whether rows that do not fill a batch are left out of an epoch
/// @param shuffle    whether the training rows have a new order in each epoch; true unless given
/// @param preprocess layers put before the model and stored with it
public record DataSettings(
        String name, Split validation, Split test, int batch, boolean dropLast, boolean shuffle, List<Layer> preprocess) {
    public DataSettings {
        Check.require(name != null && !name.isBlank(), "name is empty; it must name a data set");
        Check.positive("batch", batch);
        preprocess = List.copyOf(preprocess);
    }

    public DataSettings(String name) {
        this(name, null, null, 32, false, true, List.of());
    }

    public DataSettings withTest(Split held) {
        return new DataSettings(name, validation, held, batch, dropLast, shuffle, preprocess);
    }

    public DataSettings withValidation(Split held) {
        return new DataSettings(name, held, test, batch, dropLast, shuffle, preprocess);
    }

    public DataSettings withBatch(int rows) {
        return new DataSettings(name, validation, test, rows, dropLast, shuffle, preprocess);
    }

    public DataSettings withPreprocess(Layer... layers) {
        return new DataSettings(name, validation, test, batch, dropLast, shuffle, List.of(layers));
    }

    /// Loads the data and cuts it.
    ///
    /// @param seed the run's
    /// @throws nunchi.check.InvalidRequestException when the set is unknown, absent or damaged, or cannot be cut so
    public Parts load(DataCatalogue catalogue, long seed) {
        return cut(catalogue.load(name), seed);
    }

    /// Takes the test and the validation part out of the training part, as far as they are asked for.
    public Parts cut(Parts whole, long seed) {
        Parts tested = test == null ? whole : whole.withTest(test, seed);
        return validation == null ? tested : tested.withValidation(validation, seed);
    }
}
