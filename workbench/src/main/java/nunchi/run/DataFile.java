package nunchi.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nunchi.augment.Augmented;
import nunchi.check.Check;
import nunchi.data.DataSchema;
import nunchi.data.Dataset;
import nunchi.data.Splits;
import nunchi.data.TableColumn;
import nunchi.data.TableColumns;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.metric.Decision;
import nunchi.picture.Fit;
import nunchi.tensor.Shape;
import nunchi.train.Trainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run's `data.json`: what was learnt from, and some of its training examples.
final class DataFile {
    private static final int SAMPLES = 60;
    private static final int AUGMENTED = 3;
    private static final int EPOCHS = 9;

    private DataFile() {}

    static ObjectNode tree(Experiment experiment, Splits parts) {
        DataSettings settings = experiment.data();
        long seed = experiment.seed();
        Dataset train = parts.train();
        ObjectNode tree = Json.object().put("name", settings.name());
        tree.set("example", Json.extents(train.example()));
        if (train.image().isPresent()) {
            addImages(tree, settings, train);
        }
        if (train.card().table() != null) {
            tree.set("table", ColumnsTree.of(train.card().table()));
        }
        tree.set("classes", Json.texts(train.classes()));
        ObjectNode sizes = tree.putObject("parts");
        put(sizes, "train", train);
        put(sizes, "validation", parts.validation());
        put(sizes, "test", parts.test());
        tree.put("split", inWords(settings, parts));
        List<String> notes = Stream.concat(train.card().notes().stream(), Trainer.notes(experiment, parts).stream()).toList();
        if (!notes.isEmpty()) {
            tree.set("notes", Json.texts(notes));
        }
        addSamples(tree, train, seed);
        Dataset augmented = Augmented.of(train, settings.augment(), seed);
        if (augmented != train) {
            addAugmented(tree, train, augmented, Math.min(EPOCHS, experiment.train().epochs()));
        }
        return tree.put("source", train.source());
    }

    private static void addImages(ObjectNode tree, DataSettings settings, Dataset train) {
        Drawing.addShape(tree, train);
        tree.putArray("range").add(train.range().minimum()).add(train.range().maximum());
        Fit rule = settings.picture() == null ? train.fit() : settings.picture();
        tree.put("picture", rule.toString());
    }

    /// What the model learnt from.
    static DataSchema schema(JsonNode tree) {
        JsonNode classes = tree.required("classes");
        JsonNode counts = tree.path("parts").path("train").path("perClass");
        Check.require(classes.isArray() && (counts.isMissingNode() || counts.size() == classes.size()),
                "it names %d classes and counts the rows of %d".formatted(classes.size(), counts.size()));
        TableColumns table = tree.has("table") ? ColumnsTree.read(tree.path("table")) : null;
        int values = example(tree).size();
        int made = table == null ? values : table.features().stream().mapToInt(TableColumn::width).sum();
        Check.require(made == values, "its columns make %d values, and its example has %d".formatted(made, values));
        return new DataSchema(classes.valueStream().map(JsonNode::asString).toList(), table);
    }

    /// The shape of an example.
    static Shape example(JsonNode tree) {
        return Shape.of(tree.required("example").valueStream().mapToInt(JsonNode::intValue).toArray());
    }

    private static void addSamples(ObjectNode tree, Dataset train, long seed) {
        ArrayNode samples = tree.putArray("samples");
        boolean labels = train.hasLabels();
        for (int row : Drawing.sample(train.size(), SAMPLES, seed)) {
            ObjectNode sample = samples.addObject().put("row", row);
            if (labels) {
                sample.put("label", train.label(row));
            }
            Drawing.add(sample, train, row);
        }
    }

    /// A few rows as they are and as the first epochs see them.
    private static void addAugmented(ObjectNode tree, Dataset train, Dataset augmented, int count) {
        ArrayNode rows = tree.putArray("augmented");
        for (int row = 0; row < Math.min(AUGMENTED, train.size()); row++) {
            ObjectNode changed = Drawing.add(rows.addObject().put("row", row), train, row);
            ArrayNode epochs = changed.putArray("epochs");
            for (int epoch = 0; epoch < count; epoch++) {
                epochs.add(Drawing.add(Json.object(), augmented.epoch(epoch), row).path("image"));
            }
        }
    }

    private static void put(ObjectNode sizes, String name, Dataset part) {
        if (part == null) {
            return;
        }
        ObjectNode size = sizes.putObject(name).put("rows", part.size());
        if (!part.classes().isEmpty()) {
            ArrayNode perClass = size.putArray("perClass");
            for (int count : part.hasLabels() ? rowsOf(part) : rowsWith(part)) {
                perClass.add(count);
            }
        }
    }

    /// How many rows are of each class.
    private static int[] rowsOf(Dataset part) {
        int[] counts = new int[part.classes().size()];
        for (int row = 0; row < part.size(); row++) {
            counts[part.label(row)]++;
        }
        return counts;
    }

    /// How many rows have each class among theirs.
    private static int[] rowsWith(Dataset part) {
        int[] counts = new int[part.classes().size()];
        float[] target = new float[counts.length];
        for (int row = 0; row < part.size(); row++) {
            part.target(row, target, 0);
            for (int label = 0; label < counts.length; label++) {
                counts[label] += Decision.truth(target, 0, counts.length, label) ? 1 : 0;
            }
        }
        return counts;
    }

    private static String inWords(DataSettings settings, Splits parts) {
        List<String> words = new ArrayList<>();
        if (settings.test() != null) {
            words.add("test: " + settings.test().inWords());
        } else if (parts.test() != null) {
            words.add("test: %s, as the data set has it".formatted(rows(parts.test())));
        }
        if (settings.validation() != null) {
            words.add("validation: %s of what is left for training".formatted(settings.validation().inWords()));
        }
        words.add("training: " + rows(parts.train()));
        if (settings.limit() != null) {
            words.add("of each part no more than the limit");
        }
        return String.join("; ", words);
    }

    private static String rows(Dataset part) {
        return String.format(Locale.ROOT, "%,d rows", part.size());
    }
}
