package nunchi.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.backend.Program;
import nunchi.backend.Weights;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.experiment.Experiment;
import nunchi.experiment.PictureSettings;
import nunchi.graph.Graph;
import nunchi.graph.Node;
import nunchi.inspect.FeatureMaps;
import nunchi.metric.TargetType;
import nunchi.network.Network;
import nunchi.picture.Picture;
import nunchi.prediction.Decision;
import nunchi.record.Decimal;
import nunchi.record.InspectionRecord.DrawnRecord;
import nunchi.record.InspectionRecord.FeatureMapRecord;
import nunchi.record.InspectionRecord.InnerRecord;
import nunchi.record.InspectionRecord.MethodRecord;
import nunchi.record.InspectionRecord.PicturesRecord;
import nunchi.record.InspectionRecord.SaliencyRecord;
import nunchi.record.InspectionRecord.ShownRecord;
import nunchi.saliency.GradCam;
import nunchi.saliency.ImageModel;
import nunchi.saliency.Saliency;
import nunchi.saliency.SaliencyMap;
import nunchi.saliency.Score;
import nunchi.train.Evaluator;
import nunchi.weights.Snapshot;
import org.jspecify.annotations.Nullable;

/// The parts of `inspection.json` on single pictures: which places of each its answer depends on, the kernels of
/// convolutions, and what these make of some of the images.
final class InspectedPictures {
    private static final int CHANNELS = 16;
    private static final int WITH_FEATURE_MAPS = 4;

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
    /// @param own how many images of a person's own there are
    /// @throws nunchi.check.InvalidRequestException when a method does not fit the model, or there is nothing to be
    ///                                              shown by it
    static void check(Experiment experiment, Dataset data, PictureSettings settings, int own) {
        Check.require(
                settings.count() + own > 0 || settings.methods().isEmpty(),
                "inspect.pictures has methods, but its count is 0, so that no image is shown by them; leave one of the two out");
        Check.require(
                data.image().isPresent() || settings.methods().isEmpty(),
                "inspect.pictures has methods for images, but the examples of %s are none; leave them out"
                        .formatted(data.name()));
        Check.require(
                data.image().isPresent() || settings.count() == 0 || settings.count() == new PictureSettings().count(),
                "inspect.pictures has a count, but the examples of %s are not images; leave it out"
                        .formatted(data.name()));
        if (data.image().isPresent()) {
            ImageModel images = new ImageModel(
                    experiment.layers(), Map.of(), data.example(), data.image().get(), data.range());
            settings.methods().forEach(method -> method.require(images));
        }
    }

    /// @param own a person's images, which come first
    /// @return without any key where examples are not images
    InnerRecord of(PictureSettings settings, List<InspectedPicture> own) {
        if (data.image().isEmpty()) {
            Check.require(
                    own.isEmpty(),
                    "the run's examples are not images, so that images cannot be looked at through its model");
            return new InnerRecord(null, null, null);
        }
        ImageModel images = new ImageModel(
                experiment.layers(),
                model.tensors(),
                data.example(),
                data.image().get(),
                data.range());
        List<InspectedPicture> pictures = new ArrayList<>(own);
        if (settings.count() > 0) {
            pictures.addAll(InspectedPicture.chosen(
                    data, Evaluator.evaluate(experiment, model, data.schema(), data, backend), settings.count()));
        }
        boolean filtered = !images.convolutional().isEmpty();
        return new InnerRecord(
                pictures.isEmpty() ? null : saliency(images, methods(settings, images), pictures),
                filtered ? FilterFile.of(images.kernels()) : null,
                filtered && !pictures.isEmpty() ? featureMaps(images, pictures) : null);
    }

    private static List<Saliency> methods(PictureSettings settings, ImageModel images) {
        boolean without = images.convolutional().isEmpty();
        return !settings.methods().isEmpty()
                ? settings.methods()
                : Saliency.ALL.stream()
                        .filter(method -> !without || !(method instanceof GradCam))
                        .toList();
    }

    private PicturesRecord saliency(ImageModel images, List<Saliency> methods, List<InspectedPicture> pictures) {
        Said[] said = said(pictures);
        List<Score> subjects = IntStream.range(0, pictures.size())
                .mapToObj(i -> subject(pictures.get(i).values(), said[i]))
                .toList();
        List<MethodRecord> described = methods.stream()
                .map(method -> new MethodRecord(
                        method.name(),
                        method.title(),
                        method.meaning(),
                        method instanceof GradCam cam ? cam.path(images) : null))
                .toList();
        List<List<SaliencyRecord>> maps = new ArrayList<>();
        pictures.forEach(_ -> maps.add(new ArrayList<>()));
        for (Saliency method : methods) {
            List<SaliencyMap> found = method.of(images, subjects, backend);
            for (int i = 0; i < found.size(); i++) {
                maps.get(i).add(SaliencyFile.of(method, found.get(i)));
            }
        }
        List<ShownRecord> shown = IntStream.range(0, pictures.size())
                .mapToObj(i -> describe(pictures.get(i), said[i], maps.get(i)))
                .toList();
        return new PicturesRecord(
                experiment.learner().loss().output().name().toLowerCase(Locale.ROOT),
                Decimal.list(images.image()),
                described,
                shown);
    }

    /// What the model makes of an image.
    ///
    /// @param probabilities `[units]`, or the predicted values
    /// @param category      the class that it is taken for, or the most probable label
    /// @param labels        that are affirmed, where an image may have several; else null
    private record Said(
            float[] probabilities, int category, @Nullable List<Integer> labels) {}

    private Score subject(float[] values, Said said) {
        return data.classes().isEmpty()
                ? new Score(values, 0, 1)
                : Score.ofClass(values, said.category, said.probabilities.length);
    }

    private ShownRecord describe(InspectedPicture picture, Said of, List<SaliencyRecord> maps) {
        boolean own = picture.name() != null;
        boolean classed = !data.classes().isEmpty();
        boolean probability = experiment.learner().loss().output().isProbability();
        Double sure = classed ? Decimal.of(sure(of)) : null;
        return new ShownRecord(
                own ? null : picture.row(),
                picture.name(),
                classed ? null : Decimal.of(of.probabilities[0]),
                classed ? of.category : null,
                probability ? sure : null,
                probability ? null : sure,
                of.labels,
                picture.truth() >= 0 ? picture.truth() : null,
                drawn(picture.original()),
                Base64.getEncoder().encodeToString(data.range().brightnesses(picture.values())),
                maps);
    }

    /// What the model gives to the class that it predicts.
    private float sure(Said of) {
        float only = of.category == 1
                ? of.probabilities[0]
                : experiment.learner().loss().output().ofOther(of.probabilities[0]);
        return of.probabilities.length > 1 ? of.probabilities[of.category] : only;
    }

    private static @Nullable DrawnRecord drawn(@Nullable Picture original) {
        return original == null
                ? null
                : new DrawnRecord(
                        Base64.getEncoder().encodeToString(original.samples()),
                        List.of(original.rows(), original.columns(), original.channels()));
    }

    /// Of the model, for the backend.
    private Weights weights(Graph graph) {
        Weights weights = backend.initialize(graph, 0);
        weights.names()
                .forEach(name ->
                        weights.set(name, Objects.requireNonNull(model.tensors().get(name))));
        return weights;
    }

    private Said[] said(List<InspectedPicture> pictures) {
        Graph graph = experiment.network(data).prediction(pictures.size());
        Program program = backend.compile(graph, weights(graph), 0);
        int size = data.example().size();
        float[] examples = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).values(), 0, examples, i * size, size);
        }
        program.feed(Network.EXAMPLES, examples);
        program.run(0);
        Node prediction = Objects.requireNonNull(graph.outputs().get(Network.PREDICTION));
        float[] predictions = new float[prediction.shape().size()];
        float[] outputs = new float[predictions.length];
        program.fetch(Network.PREDICTION, predictions);
        program.fetch(Network.OUTPUT, outputs);
        int units = outputs.length / pictures.size();
        Decision decision = Decision.ofOutputs(experiment.learner().loss().output(), units);
        boolean several = TargetType.of(experiment.learner().loss().output(), data) == TargetType.LABELS;
        return IntStream.range(0, pictures.size())
                .mapToObj(i -> new Said(
                        Arrays.copyOfRange(predictions, i * units, (i + 1) * units),
                        decision.of(outputs, i),
                        several
                                ? IntStream.range(0, units)
                                        .filter(label -> decision.label(outputs, i, label))
                                        .boxed()
                                        .toList()
                                : null))
                .toArray(Said[]::new);
    }

    private List<FeatureMapRecord> featureMaps(ImageModel images, List<InspectedPicture> pictures) {
        int count = Math.min(WITH_FEATURE_MAPS, pictures.size());
        int[] positions =
                IntStream.range(0, count).map(i -> i * pictures.size() / count).toArray();
        List<float[]> examples = IntStream.of(positions)
                .mapToObj(position -> pictures.get(position).values())
                .toList();
        return FeatureMaps.of(images, examples, CHANNELS, backend).stream()
                .map(maps -> FilterFile.of(maps, positions[maps.picture()]))
                .toList();
    }
}
