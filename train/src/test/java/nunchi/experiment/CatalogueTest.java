package nunchi.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.augment.Augmentation;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.codec.Names;
import nunchi.codec.RecordCodec;
import nunchi.codec.RecordType;
import nunchi.codec.Tree;
import nunchi.codec.Yaml;
import nunchi.data.Missing;
import nunchi.data.Splitter;
import nunchi.graph.Node;
import nunchi.init.Init;
import nunchi.layer.Bidirectional;
import nunchi.layer.Layer;
import nunchi.layer.Lstm;
import nunchi.layer.Padding;
import nunchi.layer.RecurrentAttention;
import nunchi.layer.RecurrentCell;
import nunchi.layer.RecurrentLayer;
import nunchi.layer.Scope;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.metric.Metric;
import nunchi.network.Clip;
import nunchi.network.Constraint;
import nunchi.network.Penalty;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Optimizer;
import nunchi.schedule.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final List<Class<?>> KINDS = List.of(
            Layer.class,
            Activation.class,
            Init.class,
            Loss.class,
            Optimizer.class,
            Schedule.class,
            Penalty.class,
            Clip.class,
            Constraint.class,
            Splitter.class,
            Padding.class,
            RecurrentCell.class,
            Augmentation.class,
            ClassWeights.class,
            Metric.class,
            Missing.class);

    /// A layer of somebody's own.
    public record Twice(double factor) implements Layer {
        @Override
        public Node build(Scope scope, Node x) {
            return x.times(factor);
        }
    }

    static Stream<Class<?>> everyRecord() {
        return KINDS.stream().flatMap(kind -> CATALOGUE.of(kind).stream());
    }

    @Test
    void everyOpenKindIsThere() {
        assertThat(KINDS).allSatisfy(kind -> assertThat(CATALOGUE.of(kind)).isNotEmpty());
        assertThat(everyRecord()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    void aRecordIsReadBackEqualFromItsTree(Class<?> type) {
        Record made = example(type);
        Tree tree = Yaml.parse(Yaml.write(RecordCodec.ofPerson(CATALOGUE).tree(made)));
        assertThat(RecordCodec.ofPerson(CATALOGUE).read(tree, made.getClass())).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    void aRecordIsFoundByItsName(Class<?> type) {
        Class<?> kind = KINDS.stream()
                .filter(open -> open.isAssignableFrom(type))
                .findFirst()
                .orElseThrow();
        assertThat(CATALOGUE.find(kind, Names.of(type))).isEqualTo(type);
        assertThat(CATALOGUE.find(kind, Names.of(type).toUpperCase(Locale.ROOT)))
                .isEqualTo(type);
    }

    /// With a value for every required component.
    private static Record example(Class<?> type) {
        if (type == Bidirectional.class) {
            return new Bidirectional(new Lstm(3));
        }
        if (type == RecurrentAttention.class) {
            return new RecurrentAttention(new Lstm(3, RecurrentLayer.Output.SEQUENCE));
        }
        RecordType described = RecordType.of(type);
        Map<String, Object> given = new HashMap<>();
        for (RecordType.Part part : described.parts()) {
            if (described.required().contains(part.name())) {
                given.put(part.name(), value(part.type()));
            }
        }
        return (Record) described.create(given);
    }

    private static Object value(Type component) {
        if (component instanceof ParameterizedType list) {
            Type[] inner = list.getActualTypeArguments();
            return list.getRawType() == Map.class ? Map.of("key", value(inner[1])) : List.of(value(inner[0]));
        }
        Class<?> type = (Class<?>) component;
        if (CATALOGUE.knows(type)) {
            return example(CATALOGUE.of(type).getFirst());
        }
        if (type.isRecord()) {
            return example(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == String.class) {
            return "text";
        }
        return type == int.class || type == Integer.class ? (Object) 3 : (Object) 0.25;
    }

    @Test
    void aRecordOfOnesOwnIsReadAndWritten() {
        Catalogue mine = CATALOGUE.with(Layer.class, List.of(Twice.class));
        Tree tree = RecordCodec.ofPerson(mine)
                .tree(new Experiment(
                        "a",
                        new DataSettings("digits"),
                        List.of(new Twice(2)),
                        new MeanSquaredError(),
                        new Adam(),
                        new TrainSettings(1)));
        assertThat(tree.path("model").path(0).path("twice").path("factor")).isEqualTo(Tree.of(2.0));
        assertThat(RecordCodec.ofPerson(mine)
                        .read(tree, Experiment.class)
                        .learner()
                        .model())
                .containsExactly(new Twice(2));
        assertThatThrownBy(() -> RecordCodec.ofPerson(CATALOGUE).read(tree, Experiment.class))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("at model.0: unknown layer 'twice'");
    }
}
