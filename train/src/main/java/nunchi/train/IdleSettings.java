package nunchi.train;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import nunchi.check.Check;
import nunchi.data.Dataset;
import nunchi.data.Reading;
import nunchi.data.Split;
import nunchi.data.Splits;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.EarlyStopping;
import nunchi.experiment.Experiment;
import nunchi.experiment.Published;
import nunchi.experiment.ReduceOnPlateau;
import nunchi.experiment.TrainSettings;
import nunchi.graph.Graph;
import nunchi.graph.op.Role;
import nunchi.graph.op.Source.Weight;
import nunchi.inference.TextDecoder;
import nunchi.metric.TargetType;
import nunchi.network.Preprocessed;
import nunchi.network.WeightGroup;
import nunchi.picture.Fit;
import nunchi.prediction.DecodeSettings;
import nunchi.prediction.Generation;
import nunchi.schedule.ConstantRate;
import nunchi.token.TargetEncoding;
import org.jspecify.annotations.Nullable;

/// Settings that would have no effect beside the others or on this data: a report would claim them nevertheless.
final class IdleSettings {
    private final Experiment experiment;
    private final Splits parts;

    private IdleSettings(Experiment experiment, Splits parts) {
        this.experiment = experiment;
        this.parts = parts;
    }

    /// @param model the graph of the model
    /// @throws nunchi.check.InvalidRequestException when there is one, with its key
    static void refuse(Experiment experiment, Splits parts, Graph model) {
        IdleSettings settings = new IdleSettings(experiment, parts);
        settings.refuse(experiment.data());
        settings.refuse(experiment.train());
        experiment.train().groups().forEach(settings::refuse);
        settings.refuseWithoutKernels(model);
        settings.refuseDecoding(model);
        experiment.study().published().forEach(settings::refuse);
        settings.refuse(experiment.study().generate());
    }

    private void refuse(@Nullable Generation generate) {
        if (generate == null) {
            return;
        }
        TargetEncoding target = parts.train().card().target();
        Check.require(
                target != null && target.next(),
                "generate goes on with a text, but the targets of %s are not the next tokens of one; leave it out, or give one text and data.window"
                        .formatted(parts.train().name()));
        Objects.requireNonNull(target).text().idsOfAnyLength(generate.prompt());
    }

    private void refuse(Published figure) {
        Check.require(
                Published.isKnown(figure.what()),
                "published has '%s', which no report can compare; write loss or accuracy, with train, validation or test before it: test accuracy"
                        .formatted(figure.what()));
        TargetType type = TargetType.of(experiment.learner().loss().output(), parts.train());
        Check.require(
                !figure.ofAccuracy() || type != TargetType.VALUES,
                "published has '%s', but %s has no classes; write a loss, or leave it out"
                        .formatted(figure.what(), parts.train().name()));
        Check.require(
                figure.part() == Split.TRAIN || parts.of(figure.part()) != null,
                "published has '%s', but there is no %s set; give data one (data.%s), or leave it out"
                        .formatted(figure.what(), figure.part(), figure.part()));
        Check.require(
                figure.trial() == null || figure.epoch() == null,
                "published has '%s' of trial %d after epoch %d, but of trials only the ends are compared; leave epoch out"
                        .formatted(figure.what(), figure.trial(), figure.epoch()));
        Integer epoch = figure.epoch();
        if (epoch != null && figure.part() != Split.TRAIN) {
            refuseUnmeasured(figure, epoch, experiment.train());
        }
    }

    private void refuseUnmeasured(Published figure, int epoch, TrainSettings train) {
        Check.require(
                figure.part() != Split.TEST || train.evaluateTest(),
                "published has '%s' after epoch %d, but the test set is measured at the end alone; set train.evaluateTest=true, or leave epoch out"
                        .formatted(figure.what(), epoch));
        Check.require(
                epoch >= train.epochs() || epoch % train.evaluateEvery() == 0,
                "published has '%s' after epoch %d, but train.evaluateEvery is %d, so it is not measured there; take one that divides the epoch"
                        .formatted(figure.what(), epoch, train.evaluateEvery()));
    }

    private void refuse(DataSettings data) {
        Stream.of(data.validation(), data.test()).forEach(IdleSettings::refuse);
        if (data.limit() != null) {
            refuseLimit(Split.VALIDATION, data.limit().validation());
            refuseLimit(Split.TEST, data.limit().test());
        }
        refuse(data.reading());
        data.texts()
                .given()
                .forEach(key -> Check.require(
                        parts.train().card().text() != null,
                        "data.%s says how texts become ids, but the examples of %s are no texts; leave it out, or name the column of texts: data.text"
                                .formatted(key, parts.train().name())));
        TargetEncoding target = parts.train().card().target();
        Check.require(
                data.targetText() == null || target != null && target.kind() == TargetEncoding.Kind.TOKENS,
                "data.targetText says how texts to predict become ids, but %s has none; leave it out, or name their column: data.targetText.column"
                        .formatted(parts.train().name()));
        if (data.picture() != null) {
            Dataset train = parts.train();
            Check.require(
                    train.image().isPresent(),
                    "data.picture says how images become examples, but those of %s are not images; leave it out"
                            .formatted(train.name()));
            Check.require(
                    data.picture() != Fit.STROKES || train.image().get().extent(2) == 1,
                    "data.picture is strokes, which are grey, but the examples of %s have colours; take stretch, crop or pad"
                            .formatted(train.name()));
        }
    }

    private void refuseLimit(Split part, @Nullable Integer rows) {
        Check.require(
                rows == null || parts.of(part) != null,
                "data.limit.%s is %d, but there is no %s set; leave it out, or give data one (data.%s)"
                        .formatted(part, rows, part, part));
    }

    /// What a file of the data set's would be read by, where a program gives the data or they come from other files.
    private void refuse(Reading reading) {
        Dataset train = parts.train();
        boolean table = train.card().table() != null;
        TargetEncoding target = train.card().target();
        Set<String> columns = target == null ? Set.of() : target.tags() ? Reading.OF_SENTENCES : Reading.OF_PAIRS;
        reading.ofTables()
                .forEach(key -> Check.require(
                        table || columns.contains(key),
                        "data.%s says how a table is read, but the examples of %s come from no table; leave it out"
                                .formatted(key, train.name())));
        refuseTokens(reading, train.name(), target);
        Check.require(
                !reading.skipDamaged() || train.image().isPresent() && !table,
                "data.skipDamaged is about a folder of images, but the examples of %s come from none; leave it out"
                        .formatted(train.name()));
        Check.require(
                reading.image() == null
                        || train.image().filter(reading.image()::fits).isPresent(),
                "data.image says which form examples have, but those of %s have another (%s); leave it out, or give them this form before"
                        .formatted(train.name(), train.image().orElse(train.example())));
    }

    private static void refuseTokens(Reading reading, String data, @Nullable TargetEncoding target) {
        Check.require(
                reading.window() == null || target != null && target.next(),
                "data.window cuts one text into examples, but %s has rows of its own; leave it out".formatted(data));
        Check.require(
                reading.sentences() == null || target != null && target.tags(),
                "data.sentences says how tagged sentences are parted, but %s has none; leave it out".formatted(data));
    }

    private static void refuse(@Nullable Splitter split) {
        Check.require(
                !(split instanceof Splitter.KFold folds) || folds.shuffle() || folds.seed() == null,
                "a kFold split has a seed, but without shuffle its rows are shared out in their order; leave seed out, or shuffle");
    }

    private void refuse(TrainSettings train) {
        Check.require(
                !train.evaluateTest() || parts.test() != null,
                "train.evaluateTest is true but there is no test set; give data a test split, or leave it out");
        Check.require(
                train.evaluateEvery() == 1 || parts.validation() != null || train.evaluateTest(),
                "train.evaluateEvery is %d, but there is no validation set to be measured; give data one (data.validation), or leave it out"
                        .formatted(train.evaluateEvery()));
        EarlyStopping stopping = train.earlyStopping();
        Check.require(
                stopping == null || stopping.startFromEpoch() < train.epochs(),
                "earlyStopping.startFromEpoch is %d, but training ends after epoch %d, so that no epoch would be looked at; give it a smaller one, or leave earlyStopping out"
                        .formatted(stopping == null ? 0 : stopping.startFromEpoch(), train.epochs()));
        ReduceOnPlateau plateau = train.reduceOnPlateau();
        Check.require(
                plateau == null
                        || !(experiment.learner().optimizer().learningRate() instanceof ConstantRate(double rate))
                        || rate > plateau.minimumRate(),
                "reduceOnPlateau never lowers the learning rate below minimumRate, and that is not below the optimizer's own; give it a smaller one");
    }

    private void refuseDecoding(Graph model) {
        DecodeSettings decode = experiment.study().decode();
        if (decode == null) {
            return;
        }
        Check.require(
                TextDecoder.decodes(model),
                "decode says how texts are made token by token, but the model has no decoder; leave it out");
        Check.require(
                decode.isUsed(),
                "decode.lengthPenalty is %s, but a beam of 1 has no texts to choose from; leave it out, or give decode a wider beam"
                        .formatted(decode.lengthPenalty()));
        TextDecoder.require(model, decode, experiment.learner().loss().output());
    }

    private void refuse(WeightGroup group) {
        Check.require(
                group.learningRate() != 1 || group.weightDecay() != 1,
                "train.groups has a group of %s that changes nothing; give it a learningRate or a weightDecay other than 1, or leave it out"
                        .formatted(group.weights()));
        Check.require(
                group.weightDecay() == 1 || experiment.learner().optimizer().weightDecay() > 0,
                "train.groups gives %s a weightDecay of %s, but the optimizer has none that it could change; leave it out, or give the optimizer one"
                        .formatted(group.weights(), group.weightDecay()));
    }

    private void refuseWithoutKernels(Graph model) {
        List<String> all = model.weights().values().stream()
                .map(node -> (Weight) node.op())
                .filter(weight -> weight.role() == Role.KERNEL)
                .map(Weight::name)
                .toList();
        Check.require(
                !all.isEmpty() || experiment.learner().penalty() == null,
                "penalty is given, but the model has no kernels that it could be taken of; leave it out");
        Check.require(
                !all.isEmpty() || experiment.learner().constraint() == null,
                "constraint is given, but the model has no kernels that it could bound; leave it out");
        Set<String> frozen = experiment.trainingStep().frozen();
        boolean trained = all.isEmpty() || all.stream().anyMatch(kernel -> !Preprocessed.within(frozen, kernel));
        Check.require(
                trained || experiment.learner().penalty() == null,
                "penalty is given, but train.freeze holds every kernel of the model; leave one of the two out");
        Check.require(
                trained || experiment.learner().constraint() == null,
                "constraint is given, but train.freeze holds every kernel of the model; leave one of the two out");
    }
}
