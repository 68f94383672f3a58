package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.activation.Activation;
import nunchi.graph.Op;
import nunchi.layer.EncoderDecoder;
import nunchi.layer.Layer;
import nunchi.loss.Loss;
import nunchi.optimizer.Optimizer;
import org.junit.jupiter.api.Test;

/// Nothing is without a case: a new op, layer, activation, loss or optimizer fails here until it has one.
class CompletenessTest {
    @Test
    void everyOpHasACase() {
        Set<Class<?>> covered =
                OpCases.all().stream().map(each -> each.op().getClass()).collect(Collectors.toSet());
        assertThat(leaves(Op.class)).hasSizeGreaterThan(20).isSubsetOf(covered);
    }

    @Test
    void everyOpWithAGradientHasACaseSmallEnoughToCheckIt() {
        Set<Class<?>> checked = OpCases.all().stream()
                .filter(OpCase::differentiable)
                .map(each -> each.op().getClass())
                .collect(Collectors.toSet());
        Set<Class<?>> withOperands = OpCases.all().stream()
                .filter(each -> !each.operands().isEmpty())
                .map(each -> each.op().getClass())
                .collect(Collectors.toSet());
        assertThat(checked).containsAll(withOperands);
    }

    @Test
    void everyLayerHasACase() {
        assertThat(kinds(Layer.class))
                .isSubsetOf(LayerCases.all().stream()
                        .flatMap(each -> within(each.layer()))
                        .map(Object::getClass)
                        .collect(Collectors.toSet()));
    }

    /// Layers of a decoder stand nowhere else.
    private static Stream<Layer> within(Layer layer) {
        return layer instanceof EncoderDecoder both
                ? Stream.concat(Stream.of(layer), both.decoder().stream())
                : Stream.of(layer);
    }

    @Test
    void everyActivationHasACase() {
        assertThat(kinds(Activation.class))
                .isSubsetOf(
                        LayerCases.activations().stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void everyLossHasACase() {
        assertThat(kinds(Loss.class))
                .isSubsetOf(TrainingCases.losses().stream()
                        .map(each -> each.loss().getClass())
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyOptimizerHasACase() {
        assertThat(kinds(Optimizer.class))
                .isSubsetOf(TrainingCases.optimizers().stream()
                        .map(Object::getClass)
                        .collect(Collectors.toSet()));
    }

    @Test
    void noTwoCasesHaveTheSameName() {
        List<String> names = Stream.concat(Conformance.agreement(new NarrowBackend()), Conformance.definitions())
                .map(Case::name)
                .filter(name ->
                        !name.startsWith("op ") && !name.startsWith("gradient") && !name.startsWith("derivative"))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? Set.of(type)
                : Stream.of(permitted).flatMap(each -> leaves(each).stream()).collect(Collectors.toSet());
    }

    /// The records that implement the interface, in its package.
    private static Set<Class<?>> kinds(Class<?> type) {
        Path sources = Path.of(
                "..", "core", "src", "main", "java", type.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(sources)) {
            Set<Class<?>> kinds = files.map(file -> file.getFileName().toString())
                    .map(name -> named(type.getPackageName() + "." + name.replace(".java", "")))
                    .filter(each -> type.isAssignableFrom(each) && each.isRecord())
                    .collect(Collectors.toSet());
            assertThat(kinds).isNotEmpty();
            return kinds;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }
}
