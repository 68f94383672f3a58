package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// Parts that a program gives are matched with its training set by name, or refused: never measured by position.
class DatasetsTest {
    private static final Dataset TRAIN = labelled(3, new int[] {0, 1, 0, 1}, "cat", "dog");

    private static Dataset labelled(int columns, int[] labels, String... classes) {
        return ArrayDataset.labelled("mine", rows(labels.length, columns), labels, List.of(classes));
    }

    private record None() implements Dataset {
        @Override
        public DataCard card() {
            return new DataCard("mine", "cat", "dog");
        }

        @Override
        public Shape example() {
            return Shape.of(3);
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public void example(int row, float[] into, int offset) {
            throw new IndexOutOfBoundsException(row);
        }

        @Override
        public void target(int row, float[] into, int offset) {
            throw new IndexOutOfBoundsException(row);
        }
    }

    private static Tensor rows(int count, int columns) {
        return new Tensor(Shape.of(count, columns), new float[count * columns]);
    }

    private static List<Integer> labels(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::label).toList();
    }

    private static void refused(Dataset test, String message) {
        assertThatThrownBy(() -> new Datasets(TRAIN, null, test))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> new Datasets(TRAIN, test, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message.replace("test", "validation"));
    }

    @Test
    void classesInAnotherOrderKeepTheirNames() {
        Datasets parts = new Datasets(TRAIN, null, labelled(3, new int[] {0, 1, 1}, "dog", "cat"));
        assertThat(parts.test().classes()).containsExactly("cat", "dog");
        assertThat(labels(parts.test())).containsExactly(1, 0, 0);
    }

    @Test
    void aPartMayHaveSomeOfTheClassesAlone() {
        Datasets parts = new Datasets(TRAIN, labelled(3, new int[] {0, 0}, "dog"), null);
        assertThat(labels(parts.validation())).containsExactly(1, 1);
    }

    @Test
    void classesThatTheTrainingPartHasNotAreRefusedByName() {
        refused(
                labelled(3, new int[] {0, 1, 2}, "cat", "dog", "eel"),
                "has the class 'eel', which the model did not learn");
    }

    @Test
    void otherColumnsAreRefused() {
        refused(
                labelled(4, new int[] {0, 1}, "cat", "dog"),
                "an example of the test set has the shape [4], but of the training set [3]");
        refused(
                labelled(2, new int[] {0, 1}, "cat", "dog"),
                "an example of the test set has the shape [2], but of the training set [3]");
    }

    @Test
    void otherTargetsAreRefused() {
        Dataset train = new ArrayDataset(new DataCard("mine"), rows(2, 3), rows(2, 1));
        assertThatThrownBy(
                        () -> new Datasets(train, null, new ArrayDataset(new DataCard("mine"), rows(2, 3), rows(2, 2))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a target of the test set has the shape [2], but of the training set [1]");
        refused(
                new ArrayDataset(new DataCard("mine"), rows(2, 3), rows(2, 1)),
                "has no classes, but the model learnt to tell 'cat', 'dog' apart");
    }

    @Test
    void aPartWithoutRowsIsRefused() {
        Dataset none = new None();
        refused(none, "the test set of mine has no rows");
        assertThatThrownBy(() -> new Datasets(none)).hasMessageContaining("the training set of mine has no rows");
    }
}
