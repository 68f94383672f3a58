package nunchi.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import nunchi.check.InvalidRequestException;
import nunchi.random.RandomKey;
import nunchi.tensor.InputRange;
import nunchi.tensor.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final Offset<Float> CLOSE = within(2e-5f);
    private static final InputRange RANGE = new InputRange(0, 10);
    private static final List<Augmentation> ALL = List.of(
            new FlipHorizontal(),
            new FlipVertical(),
            new Shift(0.3),
            new Shift(0.3, Fill.CONSTANT),
            new Rotate(90),
            new Zoom(0.5),
            new CropWithPadding(2),
            new Cutout(3),
            new Brightness(0.7),
            new Contrast(0.9));

    /// Grey, 4 rows of 5: `(7r² + 3c² + 5rc) mod 11`.
    private static Canvas grey() {
        Canvas canvas = new Canvas(Shape.of(4, 5, 1), RANGE);
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 5; c++) {
                canvas.pixels()[5 * r + c] = (7 * r * r + 3 * c * c + 5 * r * c) % 11;
            }
        }
        return canvas;
    }

    private static Canvas coloured(int side) {
        Canvas canvas = new Canvas(Shape.of(side, side, 3), RANGE);
        for (int i = 0; i < canvas.pixels().length; i++) {
            canvas.pixels()[i] = (float) (10 * RandomKey.of(3).uniform(i));
        }
        return canvas;
    }

    private static float[] copy(Canvas canvas) {
        return canvas.pixels().clone();
    }

    @Test
    void flippingTwiceChangesNothingAndOnceExchangesTheSides() {
        Canvas canvas = coloured(5);
        float[] before = copy(canvas);
        FlipHorizontal.flip(canvas);
        assertThat(Arrays.copyOfRange(canvas.pixels(), 0, 3)).containsExactly(Arrays.copyOfRange(before, 12, 15));
        FlipHorizontal.flip(canvas);
        assertThat(canvas.pixels()).containsExactly(before);
        FlipVertical.flip(canvas);
        assertThat(Arrays.copyOfRange(canvas.pixels(), 0, 15)).containsExactly(Arrays.copyOfRange(before, 60, 75));
        FlipVertical.flip(canvas);
        assertThat(canvas.pixels()).containsExactly(before);
    }

    @Test
    void aFlipIsAsProbableAsAskedFor() {
        long flipped = RandomKey.of(1).permutation(4000).length - countUnchanged(new FlipHorizontal(0.25), 4000);
        assertThat(flipped).isBetween(900L, 1100L);
        assertThat(countUnchanged(new FlipHorizontal(0), 100)).isEqualTo(100);
        assertThat(countUnchanged(new FlipHorizontal(1), 100)).isZero();
    }

    private static long countUnchanged(Augmentation change, int times) {
        long unchanged = 0;
        for (int i = 0; i < times; i++) {
            Canvas canvas = grey();
            change.change(canvas, RandomKey.of(5).with(i));
            unchanged += Arrays.equals(canvas.pixels(), grey().pixels()) ? 1 : 0;
        }
        return unchanged;
    }

    @Test
    void aShiftByWholePixelsIsExact() {
        Canvas canvas = grey();
        new Shift(1, Fill.CONSTANT).move(canvas, 1, -2);
        float[] p = grey().pixels();
        assertThat(canvas.pixels())
                .containsExactly(
                        0, 0, 0, 0, 0, p[2], p[3], p[4], 0, 0, p[7], p[8], p[9], 0, 0, p[12], p[13], p[14], 0, 0);
        canvas = grey();
        new Shift(1).move(canvas, 1, -2);
        assertThat(Arrays.copyOf(canvas.pixels(), 10))
                .containsExactly(p[2], p[3], p[4], p[4], p[4], p[2], p[3], p[4], p[4], p[4]);
    }

    @Test
    void aRotationByNothingIsNothingAndByAQuarterExact() {
        Canvas canvas = coloured(6);
        float[] before = copy(canvas);
        new Rotate(0).change(canvas, RandomKey.of(1));
        assertThat(canvas.pixels()).containsExactly(before);
        new Rotate(90).turn(canvas, 90);
        for (int r = 0; r < 6; r++) {
            for (int c = 0; c < 6; c++) {
                assertThat(canvas.pixels()[3 * (6 * r + c) + 1]).isEqualTo(before[3 * (6 * c + 5 - r) + 1]);
            }
        }
        for (int quarter = 0; quarter < 3; quarter++) {
            new Rotate(90).turn(canvas, 90);
        }
        assertThat(canvas.pixels()).containsExactly(before);
    }

    /// PyTorch 1.13: `grid_sample(x, grid, mode='bilinear', padding_mode='zeros' or 'border', align_corners=False)` in
    /// float64, the grid being the formula of [Sampler] with pixel (r, c) at `((2c + 1)/5 - 1, (2r + 1)/4 - 1)`.
    @Test
    void aRotationIsThatOfGridSample() {
        Canvas canvas = grey();
        new Rotate(30, Fill.CONSTANT).turn(canvas, 30);
        assertThat(canvas.pixels())
                .containsExactly(
                        new float[] {
                            0.595671f, 0.863621f, 4.301443f, 6.543026f, 4.349279f, 1.814583f, 3.887582f, 6.449760f,
                            6.770354f, 6.029887f, 6.484456f, 5.828925f, 5.783494f, 5.680608f, 4.619633f, 3.211783f,
                            6.677087f, 5.052645f, 3.961783f, 0.613707f
                        },
                        CLOSE);
        canvas = grey();
        new Rotate(30).turn(canvas, 30);
        assertThat(canvas.pixels())
                .containsExactly(
                        new float[] {
                            2.964102f, 1.232051f, 4.301443f, 6.543026f, 8.397114f, 1.814583f, 3.887582f, 6.449760f,
                            6.770354f, 6.029887f, 6.484456f, 5.828925f, 5.783494f, 5.680608f, 4.619633f, 6.200962f,
                            6.677087f, 5.052645f, 5.651924f, 3.053848f
                        },
                        CLOSE);
    }

    /// As [#aRotationIsThatOfGridSample].
    @Test
    void zoomAndShiftAreThoseOfGridSample() {
        Canvas canvas = grey();
        new Zoom(0.25).enlarge(canvas, 1.25);
        assertThat(Arrays.copyOf(canvas.pixels(), 6))
                .containsExactly(new float[] {2.58f, 3.2f, 2.8f, 4.56f, 5.3f, 5.9f}, CLOSE);
        canvas = grey();
        new Zoom(0.25, Fill.CONSTANT).enlarge(canvas, 0.8);
        assertThat(Arrays.copyOf(canvas.pixels(), 6))
                .containsExactly(new float[] {0, 1.40625f, 0.625f, 2.96875f, 1.25f, 3.0625f}, CLOSE);
        canvas = grey();
        new Shift(0.3, Fill.CONSTANT).move(canvas, 0.6, -1.3);
        assertThat(canvas.pixels())
                .containsExactly(
                        new float[] {
                            0.96f, 0.88f, 1.88f, 1.12f, 0, 3.4f, 3.88f, 5.3f, 4.2f, 0, 5.78f, 6.2f, 6.68f, 5.46f, 0,
                            6.1f, 5.58f, 6, 4.2f, 0
                        },
                        CLOSE);
    }

    @Test
    void aCropWithPaddingTakesEveryPlaceAndIsAShiftByWholePixels() {
        boolean[] seen = new boolean[25];
        for (int i = 0; i < 500; i++) {
            Canvas canvas = grey();
            new CropWithPadding(2).change(canvas, RandomKey.of(i));
            for (int place = 0; place < 25; place++) {
                Canvas moved = grey();
                new Shift(1, Fill.CONSTANT).move(moved, place / 5 - 2, place % 5 - 2);
                seen[place] |= Arrays.equals(moved.pixels(), canvas.pixels());
            }
        }
        assertThat(seen).containsOnly(true);
    }

    @Test
    void cutoutBlackensASquareThatTheBorderMayCut() {
        int[] sizes = new int[17];
        for (int i = 0; i < 300; i++) {
            Canvas canvas = new Canvas(Shape.of(6, 6, 2), new InputRange(-1, 1));
            Arrays.fill(canvas.pixels(), 1);
            new Cutout(4).change(canvas, RandomKey.of(i));
            int black = 0;
            for (int pixel = 0; pixel < 36; pixel++) {
                assertThat(canvas.pixels()[2 * pixel]).isEqualTo(canvas.pixels()[2 * pixel + 1]);
                black += canvas.pixels()[2 * pixel] == -1 ? 1 : 0;
            }
            sizes[black]++;
        }
        assertThat(sizes[16]).isPositive();
        assertThat(sizes[4] + sizes[6] + sizes[8] + sizes[9] + sizes[12] + sizes[16])
                .isEqualTo(300);
    }

    @Test
    void brightnessAddsTheSameToAllAndContrastKeepsTheMean() {
        Canvas canvas = new Canvas(Shape.of(1, 3, 1), RANGE);
        System.arraycopy(new float[] {4, 5, 6}, 0, canvas.pixels(), 0, 3);
        new Brightness(0.3).change(canvas, RandomKey.of(2));
        float added = canvas.pixels()[0] - 4;
        assertThat(added).isNotZero().isBetween(-3f, 3f);
        assertThat(canvas.pixels()).containsExactly(new float[] {4 + added, 5 + added, 6 + added}, CLOSE);
        new Contrast(0.5).change(canvas, RandomKey.of(2));
        assertThat(canvas.pixels()[1]).isCloseTo(5 + added, CLOSE);
        assertThat(canvas.pixels()[2] - canvas.pixels()[1])
                .isBetween(0.5f, 1.5f)
                .isNotEqualTo(1);
    }

    @Test
    void valuesStayInTheRange() {
        for (Augmentation change : ALL) {
            for (int i = 0; i < 50; i++) {
                Canvas canvas = coloured(5);
                change.change(canvas, RandomKey.of(i));
                for (float value : canvas.pixels()) {
                    assertThat(value).as(change.toString()).isBetween(0f, 10f);
                }
            }
        }
    }

    @Test
    void everyChangeChangesSomethingAndIsTheSameForTheSameKey() {
        for (Augmentation change : ALL) {
            assertThat(countUnchanged(change, 30)).as(change.toString()).isLessThan(30);
            Canvas first = coloured(7);
            Canvas second = coloured(7);
            change.change(first, RandomKey.of(9));
            change.change(second, RandomKey.of(9));
            assertThat(first.pixels()).containsExactly(second.pixels());
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new FlipHorizontal(1.5))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("probability is 1.5; it must be in [0, 1]");
        assertThatThrownBy(() -> new Shift(-0.1)).hasMessage("fraction is -0.1; it must be in [0, 1]");
        assertThatThrownBy(() -> new Rotate(181)).hasMessage("degrees is 181.0; it must be in [0, 180]");
        assertThatThrownBy(() -> new Zoom(1)).hasMessage("range is 1.0; it must be at least 0 and below 1");
        assertThatThrownBy(() -> new Cutout(0)).hasMessage("size is 0; it must be at least 1");
        assertThatThrownBy(() -> new Brightness(Double.NaN)).hasMessage("factor is NaN; it must be in [0, 1]");
    }
}
