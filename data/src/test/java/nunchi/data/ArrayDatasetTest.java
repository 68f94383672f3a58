package nunchi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ArrayDatasetTest {
    private static final List<String> CLASSES = List.of("cat", "dog");

    @Test
    void rowsComeOutAsTheyWentIn() {
        Dataset data =
                ArrayDataset.labelled("pets", tensor(Shape.of(3, 2), 1, 2, 3, 4, 5, 6), new int[] {0, 1, 1}, CLASSES);
        float[] example = new float[3];
        data.example(2, example, 1);
        assertThat(example).containsExactly(0, 5, 6);
        assertThat(data.size()).isEqualTo(3);
        assertThat(data.label(0)).isZero();
        assertThat(data.label(2)).isEqualTo(1);
        assertThat(data.image()).isEmpty();
    }

    @Test
    void aRegressionHasTargetsOfAnyShape() {
        Dataset data = new ArrayDataset(
                new DataCard("curve"), tensor(Shape.of(2, 1), 1, 2), tensor(Shape.of(2, 2), 5, 6, -7, 8));
        float[] target = new float[2];
        data.target(1, target, 0);
        assertThat(data.target()).isEqualTo(Shape.of(2));
        assertThat(target).containsExactly(-7, 8);
        assertThat(data.classes()).isEmpty();
    }

    @Test
    void theLabelOfAOneHotTargetIsItsOne() {
        Dataset data = new ArrayDataset(
                new DataCard("pets", "cat", "dog"), tensor(Shape.of(2, 1), 1, 2), tensor(Shape.of(2, 2), 0, 1, 1, 0));
        assertThat(data.label(0)).isEqualTo(1);
        assertThat(data.label(1)).isZero();
    }

    @Test
    void aSubsetOfASubsetHasTheRowsOfTheWhole() {
        Dataset data =
                ArrayDataset.labelled("pets", tensor(Shape.of(4, 1), 10, 11, 12, 13), new int[] {0, 1, 0, 1}, CLASSES);
        Subset part = new Subset(new Subset(data, 3, 1, 0), 2, 0);
        float[] example = new float[1];
        part.example(1, example, 0);
        assertThat(part.rowInWhole(0)).isZero();
        assertThat(part.rowInWhole(1)).isEqualTo(3);
        assertThat(example).containsExactly(13);
        assertThat(part.label(1)).isEqualTo(1);
    }

    @Test
    void aSubsetOfNoRowsOrRowsOutsideIsRefused() {
        Dataset data = ArrayDataset.labelled("pets", tensor(Shape.of(1, 1), 10), new int[] {0}, CLASSES);
        refused(() -> new Subset(data), "a subset of pets needs at least one row");
        assertThatThrownBy(() -> new Subset(data, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void arraysThatDoNotFitTogetherAreRefused() {
        DataCard curve = new DataCard("curve");
        refused(
                () -> new ArrayDataset(curve, tensor(Shape.of(2, 1), 1, 2), tensor(Shape.of(3), 1, 2, 3)),
                "curve has 2 examples, but 3 targets");
        refused(
                () -> new ArrayDataset(curve, tensor(Shape.of(2), 1, 2), tensor(Shape.of(2), 1, 2)),
                "examples of curve have the shape [2]; it must be [rows, …]");
        DataCard drawn = curve.drawnAs(Shape.of(2, 2, 1), InputRange.UNIT);
        refused(
                () -> new ArrayDataset(drawn, tensor(Shape.of(1, 3), 1, 2, 3), tensor(Shape.of(1), 1)),
                "examples of curve have the shape [3], but are to be drawn as [2, 2, 1]");
    }

    @Test
    void aValueThatIsNoNumberIsRefusedWithItsRow() {
        refused(
                () -> new ArrayDataset(
                        new DataCard("curve"), tensor(Shape.of(2, 2), 1, 2, 3, Float.NaN), tensor(Shape.of(2), 1, 2)),
                "row 1 of the examples of curve holds NaN; every value must be a finite number");
    }

    @Test
    void aLabelThatIsNoClassIsRefusedWithItsRow() {
        refused(
                () -> ArrayDataset.labelled("pets", tensor(Shape.of(2, 1), 1, 2), new int[] {1, 2}, CLASSES),
                "label 2.0 of row 1 of pets is out of range; there are 2 classes, 0 to 1");
        refused(
                () -> new ByteDataset(
                        new DataCard("pets", "cat", "dog"), Shape.of(1), new byte[] {1, 2}, new byte[] {1, -1}),
                "label 255 of row 1 of pets is out of range; there are 2 classes, 0 to 1");
        refused(
                () -> new ArrayDataset(
                        new DataCard("pets", "cat", "dog"), tensor(Shape.of(1, 1), 1), tensor(Shape.of(1, 3), 0, 1, 0)),
                "targets of pets have the shape [3], but there are 2 classes; they must be [] or [2]");
    }

    @Test
    void bytesAreUnsigned() {
        byte[] pixels = {0, -1, (byte) 128, 127};
        Dataset data = new ByteDataset(new DataCard("pets", "cat", "dog"), Shape.of(2), pixels, new byte[] {1, 0});
        float[] values = new float[4];
        data.example(0, values, 0);
        data.example(1, values, 2);
        assertThat(values).containsExactly(0, 255, 128, 127);
    }

    @Test
    void brightnessGoesFromBlackToWhite() {
        InputRange range = new InputRange(0, 16);
        assertThat(new int[] {
                    range.brightness(0),
                    range.brightness(8),
                    range.brightness(16),
                    range.brightness(20),
                    range.brightness(-1)
                })
                .containsExactly(0, 128, 255, 255, 0);
    }

    private static void refused(ThrowingCallable request, String sentence) {
        assertThatThrownBy(request).isInstanceOf(InvalidRequestException.class).hasMessage(sentence);
    }

    private static Tensor tensor(Shape shape, float... values) {
        return new Tensor(shape, values);
    }
}
