package nunchi.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.data.DataSchema;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.experiment.PictureSettings;
import nunchi.graph.Graph;
import nunchi.inspect.FeatureMaps;
import nunchi.metric.Decision;
import nunchi.metric.TargetType;
import nunchi.network.Network;
import nunchi.saliency.GradCam;
import nunchi.saliency.ImageModel;
import nunchi.saliency.Saliency;
import nunchi.saliency.SaliencyMap;
import nunchi.saliency.Subject;
import nunchi.tensor.Shape;
import nunchi.train.Evaluator;
import nunchi.train.Snapshot;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The parts of `inspection.json` on single pictures: which places of each its answer depends on, the kernels of convolutions, and what these make of
/// some of the pictures. A map's bytes are its places, 128 for none, up to 255 for what raises the score, down to 1 for what lowers it.
final class InspectedPictures {
    private static final int CHANNELS = 16;
    private static final int WITH_FEATURE_MAPS = 4;
    private static final int ZERO = 128;
    private static final int REACH = 127;

    private final Experiment experiment;
    private final Snapshot model;
    private final Dataset data;
    private final Backend backend;

    InspectedPictures(Experiment experiment, Snapshot model, Dataset data, Backend backend) {
        this.experiment = experiment;
        this.model = model;
        this.data = data;
        this.backend = backend;
    }

    /// What can be seen before anything is computed.
    ///
    /// @param own how many pictures of a person's own there are
    /// @throws nunchi.check.InvalidRequestException when a method does not fit the model, or there is nothing to be shown by it
    static void check(Experiment experiment, Dataset data, PictureSettings settings, int own) {
        Check.require(settings.count() + own > 0 || settings.methods().isEmpty(),
                "inspect.pictures has methods, but its count is 0, so that no picture is shown by them; leave one of the two out");
        Check.require(data.image().isPresent() || settings.methods().isEmpty(),
                "inspect.pictures has methods for images, but the examples of %s are none; leave them out".formatted(data.name()));
        Check.require(data.image().isPresent() || settings.count() == 0 || settings.count() == new PictureSettings().count(),
                "inspect.pictures has a count, but the examples of %s are no images; leave it out".formatted(data.name()));
        if (data.image().isPresent()) {
            ImageModel images = new ImageModel(experiment.layers(), Map.of(), data.example(), data.image().get(), data.range());
            settings.methods().forEach(method -> method.require(images));
        }
    }

    /// Adds `pictures`, `filters` and `featureMaps`, as far as there are any.
    ///
    /// @param own a person's pictures, which come first
    void add(ObjectNode tree, PictureSettings settings, List<InspectedPicture> own) {
        if (data.image().isEmpty()) {
            Check.require(own.isEmpty(), "the run's examples are no pictures, so that pictures cannot be looked at through its model");
            return;
        }
        ImageModel images = new ImageModel(experiment.layers(), model.tensors(), data.example(), data.image().get(), data.range());
        List<InspectedPicture> pictures = new ArrayList<>(own);
        if (settings.count() > 0) {
            pictures.addAll(InspectedPicture.chosen(data, Evaluator.evaluate(experiment, model, DataSchema.of(data), data, backend), settings.count()));
        }
        if (!pictures.isEmpty()) {
            addSaliency(tree.putObject("pictures"), images, methods(settings, images), pictures);
        }
        if (!images.convolutional().isEmpty()) {
            FilterFile.add(tree.putArray("filters"), images.kernels());
        }
        if (!images.convolutional().isEmpty() && !pictures.isEmpty()) {
            addFeatureMaps(tree.putArray("featureMaps"), images, pictures);
        }
    }

    private static List<Saliency> methods(PictureSettings settings, ImageModel images) {
        boolean without = images.convolutional().isEmpty();
        return !settings.methods().isEmpty() ? settings.methods() : Saliency.ALL.stream().filter(method -> !without || !(method instanceof GradCam)).toList();
    }

    private void addSaliency(ObjectNode tree, ImageModel images, List<Saliency> methods, List<InspectedPicture> pictures) {
        Said[] said = said(pictures);
        List<Subject> subjects = IntStream.range(0, pictures.size()).mapToObj(i -> subject(pictures.get(i).values(), said[i])).toList();
        tree.put("outputs", experiment.learner().loss().output().name().toLowerCase(Locale.ROOT)).set("imageShape", Json.extents(images.image()));
        ArrayNode told = tree.putArray("methods");
        methods.forEach(method -> {
            ObjectNode one = told.addObject().put("name", method.name()).put("title", method.title()).put("meaning", method.meaning());
            if (method instanceof GradCam cam) {
                one.put("layer", cam.path(images));
            }
        });
        ArrayNode shown = tree.putArray("shown");
        for (int i = 0; i < pictures.size(); i++) {
            describe(shown.addObject(), pictures.get(i), said[i]).putArray("maps");
        }
        for (Saliency method : methods) {
            List<SaliencyMap> maps = method.of(images, subjects, backend);
            for (int i = 0; i < maps.size(); i++) {
                add(((ArrayNode) shown.path(i).path("maps")).addObject(), method, maps.get(i));
            }
        }
    }

    /// What the model makes of a picture.
    ///
    /// @param probabilities `[units]`, or the predicted values
    /// @param category      the class that it is taken for, or the most probable label
    /// @param labels        that are affirmed, where a picture may have several; else null
    private record Said(float[] probabilities, int category, List<Integer> labels) {}

    private Subject subject(float[] values, Said said) {
        return data.classes().isEmpty() ? new Subject(values, 0, 1) : Subject.ofClass(values, said.category, said.probabilities.length);
    }

    private ObjectNode describe(ObjectNode tree, InspectedPicture picture, Said of) {
        float[] probabilities = of.probabilities;
        if (picture.name() == null) {
            tree.put("row", picture.row());
        } else {
            tree.put("name", picture.name());
        }
        if (data.classes().isEmpty()) {
            tree.put("value", probabilities[0]);
        } else {
            int prediction = of.category;
            tree.put("prediction", prediction);
            String said = experiment.learner().loss().output().isProbability() ? "probability" : "score";
            float only = prediction == 1 ? probabilities[0] : experiment.learner().loss().output().ofOther(probabilities[0]);
            tree.put(said, probabilities.length > 1 ? probabilities[prediction] : only);
        }
        if (of.labels != null) {
            of.labels.forEach(tree.putArray("labels")::add);
        }
        if (picture.truth() >= 0) {
            tree.put("truth", picture.truth());
        }
        if (picture.original() != null) {
            tree.putObject("original").put("image", Base64.getEncoder().encodeToString(picture.original().samples()))
                    .set("imageShape", Json.extents(Shape.of(picture.original().rows(), picture.original().columns(), picture.original().channels())));
        }
        return tree.put("image", Base64.getEncoder().encodeToString(data.range().brightnesses(picture.values())));
    }

    private static void add(ObjectNode tree, Saliency method, SaliencyMap map) {
        float[] shares = map.shares();
        byte[] bytes = new byte[shares.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (ZERO + Math.round(REACH * shares[i]));
        }
        tree.put("method", method.name()).put("signed", map.signed()).set("score", Json.number(map.score()));
        if (!Double.isNaN(map.gap())) {
            tree.put("gap", map.gap());
        }
        tree.put("map", Base64.getEncoder().encodeToString(bytes));
    }

    private Said[] said(List<InspectedPicture> pictures) {
        Graph graph = experiment.network(data).prediction(pictures.size());
        Weights weights = backend.initialize(graph, 0);
        weights.names().forEach(name -> weights.set(name, model.tensors().get(name)));
        Program program = backend.compile(graph, weights, 0);
        int size = data.example().size();
        float[] examples = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).values(), 0, examples, i * size, size);
        }
        program.feed(Network.EXAMPLES, examples);
        program.run(0);
        float[] predictions = new float[graph.outputs().get(Network.PREDICTION).shape().size()];
        float[] outputs = new float[predictions.length];
        program.fetch(Network.PREDICTION, predictions);
        program.fetch(Network.OUTPUT, outputs);
        int units = outputs.length / pictures.size();
        Decision decision = Decision.ofOutputs(experiment.learner().loss().output(), units);
        boolean several = TargetType.of(experiment.learner().loss().output(), data) == TargetType.LABELS;
        return IntStream.range(0, pictures.size()).mapToObj(i -> new Said(Arrays.copyOfRange(predictions, i * units, (i + 1) * units), decision.of(outputs, i),
                several ? IntStream.range(0, units).filter(label -> decision.label(outputs, i, label)).boxed().toList() : null)).toArray(Said[]::new);
    }

    private void addFeatureMaps(ArrayNode array, ImageModel images, List<InspectedPicture> pictures) {
        int count = Math.min(WITH_FEATURE_MAPS, pictures.size());
        int[] positions = IntStream.range(0, count).map(i -> i * pictures.size() / count).toArray();
        List<float[]> examples = IntStream.of(positions).mapToObj(position -> pictures.get(position).values()).toList();
        for (FeatureMaps maps : FeatureMaps.of(images, examples, CHANNELS, backend)) {
            FilterFile.add(array.addObject(), maps, positions[maps.picture()]);
        }
    }
}
