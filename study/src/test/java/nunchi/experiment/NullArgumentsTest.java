package nunchi.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.activation.Relu;
import nunchi.check.InvalidRequestException;
import nunchi.codec.Catalogue;
import nunchi.init.Init;
import nunchi.init.Zeros;
import nunchi.layer.Dense;
import nunchi.layer.Layer;
import nunchi.layer.Padding;
import nunchi.layer.PeepholeLstm;
import nunchi.layer.RecurrentCell;
import nunchi.layer.Residual;
import nunchi.layer.Sequential;
import nunchi.layer.Size;
import nunchi.loss.Loss;
import nunchi.loss.MeanSquaredError;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.network.L2;
import nunchi.optimizer.Adam;
import nunchi.optimizer.Optimizer;
import nunchi.prediction.DecodeSettings;
import nunchi.run.RunOptions;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Schedule;
import nunchi.schedule.WarmUp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Null for each argument of the records that a program makes: taken where it has a meaning, else refused in a sentence
/// that names the argument.
final class NullArgumentsTest {
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(int.class, 2),
            Map.entry(long.class, 2L),
            Map.entry(double.class, 0.5),
            Map.entry(boolean.class, true),
            Map.entry(String.class, "loss"),
            Map.entry(Activation.class, new Relu()),
            Map.entry(Init.class, new Zeros()),
            Map.entry(Padding.class, new Padding.Valid()),
            Map.entry(Size.class, new Size(2)),
            Map.entry(Layer.class, new Dense(2)),
            Map.entry(RecurrentCell.class, new PeepholeLstm(2)),
            Map.entry(Loss.class, new MeanSquaredError()),
            Map.entry(Schedule.class, new ConstantRate(1)),
            Map.entry(Optimizer.class, new Adam(1)));

    /// One argument of a constructor.
    private record Case(Constructor<?> constructor, int argument) {
        /// Whether null has a meaning there, and is said to have one.
        boolean isNullable() {
            return constructor.getAnnotatedParameterTypes()[argument].isAnnotationPresent(Nullable.class);
        }

        @Override
        public String toString() {
            return "%s of %s"
                    .formatted(
                            constructor.getParameters()[argument].getType().getSimpleName(),
                            constructor.toGenericString());
        }
    }

    private static Stream<Case> of(Class<?> type) {
        return Arrays.stream(type.getConstructors())
                .flatMap(constructor -> IntStream.range(0, constructor.getParameterCount())
                        .filter(argument -> !constructor.getParameterTypes()[argument].isPrimitive())
                        .mapToObj(argument -> new Case(constructor, argument)));
    }

    private static Stream<Case> components() {
        return Stream.of(Layer.class, Loss.class, Optimizer.class, Schedule.class)
                .flatMap(kind -> Catalogue.standard().of(kind).stream())
                .distinct()
                .flatMap(NullArgumentsTest::of)
                .filter(asked -> !asked.isNullable());
    }

    private static Stream<Case> settings() {
        return Stream.of(
                        Experiment.class,
                        DataSettings.class,
                        TrainSettings.class,
                        SearchSettings.class,
                        RandomSettings.class,
                        InspectSettings.class,
                        PictureSettings.class,
                        DecodeSettings.class,
                        AttentionSettings.class,
                        EarlyStopping.class,
                        ReduceOnPlateau.class,
                        Variant.class,
                        Published.class,
                        Outline.class,
                        Start.class,
                        HistogramSettings.class,
                        RunOptions.class,
                        L2.class)
                .flatMap(NullArgumentsTest::of);
    }

    private static Throwable thrown(Case asked) {
        Class<?>[] types = asked.constructor().getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = i == asked.argument() ? null : value(types[i]);
        }
        Throwable thrown = catchThrowable(() -> asked.constructor().newInstance(arguments));
        return thrown instanceof InvocationTargetException ? thrown.getCause() : thrown;
    }

    private static Object value(Class<?> type) {
        return type.isEnum()
                ? type.getEnumConstants()[0]
                : type == List.class
                        ? List.of()
                        : type == Map.class
                                ? Map.of()
                                : type.isArray() ? Array.newInstance(type.componentType(), 0) : VALUES.get(type);
    }

    @ParameterizedTest
    @MethodSource("components")
    void aPartOfANetworkRefusesNull(Case asked) {
        assertThat(thrown(asked)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingsTakeNullOrRefuseIt(Case asked) {
        assertThat(thrown(asked))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        refused -> assertThat(refused).isInstanceOf(InvalidRequestException.class));
    }

    @Test
    void theArgumentIsNamed() {
        assertThatThrownBy(() -> new Dense(3, (Activation) null)).hasMessage("activation is null; it must be given");
        assertThatThrownBy(() -> new Residual(new Dense(3), null))
                .hasMessageStartingWith("layers has null at position 1");
        assertThatThrownBy(() -> new Sequential((Layer[]) null)).hasMessageStartingWith("layers is null");
        assertThatThrownBy(() -> new WarmUp(1, null)).hasMessageStartingWith("then is null");
        List<Layer> model = new ArrayList<>(List.of(new Dense(3)));
        model.add(null);
        assertThatThrownBy(() -> new Experiment(
                        "a",
                        new DataSettings("digits"),
                        model,
                        new SoftmaxCrossEntropy(),
                        new Adam(1),
                        new TrainSettings(1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("model has null at position 1");
    }

    @Test
    void aRateThatIsNoNumberIsCalledThat() {
        assertThatThrownBy(() -> new ExperimentFile().parse("""
                {name: a, data: {name: digits}, model: [{dense: {units: 10}}], loss: softmaxCrossEntropy, train: {epochs: 1},
                 optimizer: {sgd: {learningRate: nan}}}
                """))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("learningRate: expected a finite number, but found 'nan'");
    }
}
