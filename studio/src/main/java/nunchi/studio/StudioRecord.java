package nunchi.studio;

import java.util.List;
import java.util.SequencedMap;
import nunchi.draft.Suggestions.Suggestion;
import nunchi.record.InspectionRecord.DrawnRecord;
import nunchi.record.InspectionRecord.FeatureMapRecord;
import nunchi.record.InspectionRecord.SaliencyRecord;
import org.jspecify.annotations.Nullable;

/// What the studio's page reads.
public sealed interface StudioRecord {
    /// All runs of a folder.
    ///
    /// @param folder name of the folder
    /// @param runs   those that are being trained first, then by the time of their last change
    record Runs(String folder, List<Run> runs) implements StudioRecord {}

    /// A run in the table.
    ///
    /// @param id      path within the folder
    /// @param name    name of the experiment
    /// @param state   `training`, `interrupted`, `finished`, `stopped early`, `failed` or `refused`
    /// @param seed    random seed; absent before it is known
    /// @param epoch   number of epochs trained
    /// @param epochs  maximum number of epochs; absent before it is known
    /// @param changed time of the last change, in milliseconds since 1970
    /// @param values  metrics of the last epoch by Keras' names
    record Run(
            String id,
            String name,
            String state,
            @Nullable Long seed,
            int epoch,
            @Nullable Integer epochs,
            long changed,
            SequencedMap<String, Double> values)
            implements StudioRecord {}

    /// A run's settings beside its line in the table.
    ///
    /// @param run      its line
    /// @param settings each setting by its key
    /// @param report   whether it has a report
    /// @param model    whether it has a model, be it of a checkpoint
    record Detail(Run run, SequencedMap<String, String> settings, boolean report, boolean model)
            implements StudioRecord {}

    /// Runs beside each other.
    ///
    /// @param groups those that differ by their seed alone
    /// @param tests  of each metric that the runs have, every two groups
    record Compared(List<Group> groups, List<Test> tests) implements StudioRecord {}

    /// Runs that differ by their seed alone.
    ///
    /// @param name what sets them apart from the other groups: the settings that differ
    /// @param runs their ids
    record Group(String name, List<String> runs) implements StudioRecord {}

    /// Whether two groups differ in a metric by more than their seeds do.
    ///
    /// @param metric     by Keras' name
    /// @param first      position of a group
    /// @param second     position of the other
    /// @param paired     whether runs of the same seed are compared, by Student's test; else Welch's
    /// @param runs       number of pairs, or of the runs of both
    /// @param difference of the means, the first group's less the second's
    /// @param confidence95 half the width of its 95 % interval; absent where nothing varies
    /// @param p          probability of such a difference if the groups were equal; absent where nothing varies
    record Test(
            String metric,
            Integer first,
            Integer second,
            Boolean paired,
            Integer runs,
            double difference,
            @Nullable Double confidence95,
            @Nullable Double p)
            implements StudioRecord {}

    /// The runs below a folder, such as the trials of a search.
    ///
    /// @param folder     path within the studio's folder
    /// @param keys       settings in which they differ
    /// @param trials     in the order of their ids
    /// @param importance of the settings, by metric
    record Trials(String folder, List<String> keys, List<Trial> trials, SequencedMap<String, List<Share>> importance)
            implements StudioRecord {}

    /// A run below a folder.
    ///
    /// @param settings in the order of the keys; empty where the run has none
    /// @param values   metrics by Keras' names
    record Trial(String id, String state, List<String> settings, SequencedMap<String, Double> values)
            implements StudioRecord {}

    /// How important a setting is for a metric.
    ///
    /// @param share fraction of the metric's variance that the setting explains by itself, 0 to 1
    record Share(String key, double share) implements StudioRecord {}

    /// What a run's model takes, so that the page can ask for it.
    ///
    /// @param takes      `image`, `text`, `table` or `array`
    /// @param imageShape height, width and channels; absent where examples are not images
    /// @param classes    names of the classes; empty for a regression
    /// @param columns    of a table; empty where examples are no rows of one, and before its data are loaded
    /// @param state      whether layers can be looked at: `preparing`, `ready`, or `none`
    /// @param problem    why they cannot
    record Form(
            String takes,
            @Nullable List<Integer> imageShape,
            List<String> classes,
            List<Column> columns,
            String state,
            @Nullable String problem)
            implements StudioRecord {}

    /// A column of a table that a model takes, with the values of the training set.
    ///
    /// @param categories its values; absent for a column of numbers
    /// @param least      smallest number; absent for categories
    /// @param median     of the numbers; absent for categories
    /// @param largest    largest number; absent for categories
    record Column(
            String name,
            @Nullable List<String> categories,
            @Nullable Double least,
            @Nullable Double median,
            @Nullable Double largest)
            implements StudioRecord {}

    /// An example that a person gives.
    ///
    /// @param image file of an image, in base64
    /// @param text  a text
    /// @param row   of a table: the value of each column by its name
    record Asked(
            @Nullable String image,
            @Nullable String text,
            @Nullable SequencedMap<String, String> row) implements StudioRecord {}

    /// What the layers make of an example.
    ///
    /// @param method      title of the method of `saliency`
    /// @param meaning     what its values mean
    /// @param saliency    pixels on which the prediction depends; absent where examples are not images
    /// @param featureMaps strongest channels of the convolutions
    /// @param places      on the maps, in their order
    /// @param nearest     training examples, nearest first
    record Explained(
            @Nullable String method,
            @Nullable String meaning,
            @Nullable SaliencyRecord saliency,
            List<FeatureMapRecord> featureMaps,
            List<Place> places,
            List<Near> nearest)
            implements StudioRecord {}

    /// Where an example lies on a map.
    ///
    /// @param path   path of the layer
    /// @param x      from the left side, 0, to the right one, 1; outside where it is unlike all others
    /// @param y      from the lower side, 0, to the upper one, 1
    /// @param labels classes of the nearest examples by all values of the layer, nearest first; empty without classes
    record Place(String path, double x, double y, List<Integer> labels) implements StudioRecord {}

    /// A training example that is near.
    ///
    /// @param row      in the training set, from 0
    /// @param label    number of its class; absent where it has none
    /// @param distance Euclidean distance of the brightnesses
    /// @param picture  what it looks like
    record Near(Integer row, @Nullable Integer label, double distance, DrawnRecord picture) implements StudioRecord {}

    /// The maps of the layers that were inspected.
    ///
    /// @param part    split that was inspected
    /// @param method  `t-SNE` or `PCA`
    /// @param classes names of the classes
    /// @param labels  number of each example's class; empty without classes
    /// @param maps    in the order of the layers
    record Maps(String part, String method, List<String> classes, List<Integer> labels, List<LayerMap> maps)
            implements StudioRecord {}

    /// A map of a layer.
    ///
    /// @param path   path of the layer
    /// @param output shape of its output
    /// @param places x, y, x, y, … as little-endian unsigned 16-bit numbers in base64: 0 and 65535 are the sides
    record LayerMap(String path, List<Integer> output, String places) implements StudioRecord {}

    /// A picture to be kept.
    ///
    /// @param image PNG, in base64
    /// @param label name of its class
    record Keeping(@Nullable String image, @Nullable String label) implements StudioRecord {}

    /// What a model makes of the pictures that were kept.
    ///
    /// @param right number of those that it predicts right
    record Tested(int right, List<TestPicture> pictures) implements StudioRecord {}

    /// A picture that was kept.
    ///
    /// @param label       name of its class
    /// @param predicted   name of the most likely class; absent where the picture cannot be read
    /// @param probability its probability; absent where the model has none
    /// @param image       PNG, in base64
    record TestPicture(
            String label,
            @Nullable String predicted,
            @Nullable Double probability,
            String image) implements StudioRecord {}

    /// The text of an experiment file.
    record Draft(@Nullable String text) implements StudioRecord {}

    /// A place in a text.
    ///
    /// @param caret number of characters before it
    record Caret(@Nullable String text, int caret) implements StudioRecord {}

    /// What may be written at a place.
    record Suggested(List<Suggestion> suggestions) implements StudioRecord {}

    /// A training to be begun.
    ///
    /// @param text  of its experiment file
    /// @param from  run of which it is a fork; absent where it begins with initial values
    /// @param epoch last that both have in common; absent where it is no fork
    record Beginning(
            @Nullable String text,
            @Nullable String from,
            @Nullable Integer epoch) implements StudioRecord {}

    /// A training that was begun.
    ///
    /// @param id of its run
    record Begun(String id) implements StudioRecord {}

    /// Why a request was refused.
    record Problem(String problem) implements StudioRecord {}
}
