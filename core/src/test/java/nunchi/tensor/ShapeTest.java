package nunchi.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Shape IMAGES = Shape.of(32, 28, 14, 3);

    @Test
    void aShapeCountsItsValues() {
        assertThat(IMAGES.size()).isEqualTo(37_632);
        assertThat(IMAGES.rows()).isEqualTo(12_544);
        assertThat(IMAGES.last()).isEqualTo(3);
        assertThat(IMAGES.extent(-2)).isEqualTo(14);
        assertThat(Shape.SCALAR.size()).isOne();
        assertThat(Shape.SCALAR.rank()).isZero();
        assertThat(IMAGES).hasToString("[32, 28, 14, 3]");
    }

    @Test
    void shapesAreValues() {
        assertThat(Shape.of(2, 3))
                .isEqualTo(Shape.of(2, 3))
                .hasSameHashCodeAs(Shape.of(2, 3))
                .isNotEqualTo(Shape.of(3, 2))
                .isNotEqualTo(Shape.of(2, 3, 1));
        int[] extents = {2, 3};
        Shape shape = Shape.of(extents);
        extents[0] = 5;
        shape.toArray()[0] = 7;
        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void aBatchIsOneMoreAxisInFront() {
        assertThat(Shape.of(784).batch(100)).isEqualTo(Shape.of(100, 784));
        assertThat(Shape.SCALAR.batch(5)).isEqualTo(Shape.of(5));
        assertThat(Shape.of(100, 784).example()).isEqualTo(Shape.of(784));
        assertThat(Shape.of(100).example()).isEqualTo(Shape.SCALAR);
        assertThat(IMAGES.withLast(7)).isEqualTo(Shape.of(32, 28, 14, 7));
    }

    @Test
    void broadcastingIsNumpys() {
        assertThat(Shape.of(3, 5).broadcast(Shape.of(5))).isEqualTo(Shape.of(3, 5));
        assertThat(Shape.of(3, 1).broadcast(Shape.of(1, 5))).isEqualTo(Shape.of(3, 5));
        assertThat(Shape.of(5).broadcast(Shape.of(2, 3, 1))).isEqualTo(Shape.of(2, 3, 5));
        assertThat(Shape.SCALAR.broadcast(Shape.of(2))).isEqualTo(Shape.of(2));
        assertThat(Shape.of(3, 5).broadcast(Shape.of(3))).isNull();
        assertThat(Shape.of(2).broadcast(Shape.of(3))).isNull();
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatThrownBy(() -> Shape.of(3, 0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("shape [3, 0] has an extent below 1");
        assertThatThrownBy(() -> Shape.of(-1)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> Shape.of(1 << 20, 1 << 20, 1 << 20))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("more than 2^31 values");
    }

    @Test
    void aTensorTakesAsManyValuesAsItsShape() {
        assertThatThrownBy(() -> new Tensor(Shape.of(2, 3), new float[5]))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("shape [2, 3] takes 6 values, but 5 were given");
        assertThat(Tensor.zeros(Shape.of(2, 3)).values()).hasSize(6).containsOnly(0);
    }
}
