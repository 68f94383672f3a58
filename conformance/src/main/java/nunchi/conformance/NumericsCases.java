package nunchi.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.backend.MatrixView;
import nunchi.backend.Neighbours;
import nunchi.backend.Numerics;
import nunchi.backend.PlaneConvolution;
import nunchi.check.InvalidRequestException;
import nunchi.random.RandomKey;
import nunchi.reference.ReferenceBackend;

/// What a backend's [Numerics] must give: the reference's values, and the same bits for any number of threads.
public final class NumericsCases {
    private static final List<int[]> PRODUCTS = List.of(
            new int[] {1, 1, 1},
            new int[] {3, 5, 7},
            new int[] {65, 130, 33},
            new int[] {130, 600, 70},
            new int[] {7, 40, 300},
            new int[] {300, 3, 2});
    private static final List<int[]> POINTS = List.of(
            new int[] {2, 1},
            new int[] {9, 3},
            new int[] {700, 2},
            new int[] {530, 17},
            new int[] {1100, 130},
            new int[] {121, 600});
    private static final List<int[]> PLANES = List.of(
            new int[] {1, 1}, new int[] {2, 3}, new int[] {5, 40}, new int[] {33, 17}, new int[] {48, 48}, new int[] {
                24, 70
            });

    private NumericsCases() {}

    /// Against the reference, and what is refused.
    public static Stream<Case> agreement(Backend backend) {
        Numerics numerics = backend.numerics();
        List<Case> cases = new ArrayList<>();
        PRODUCTS.forEach(size -> cases.add(new Case(
                "product %dx%dx%d".formatted(size[0], size[1], size[2]), () -> checkProducts(numerics, size))));
        POINTS.forEach(size -> cases.add(new Case(
                "neighbours among %d points of %d values".formatted(size[0], size[1]),
                () -> checkNeighbours(numerics, size))));
        PLANES.forEach(size -> cases.add(new Case(
                "convolution of a plane %dx%d".formatted(size[0], size[1]), () -> checkConvolution(numerics, size))));
        cases.add(new Case("neighbours among points that are all the same", () -> checkDuplicates(numerics)));
        cases.add(new Case("neighbours of points far from the origin", () -> checkFarPoints(numerics)));
        cases.add(new Case("shared work is done once", () -> checkSharing(numerics)));
        cases.add(new Case("numerics refuse what does not fit", () -> checkRefusals(numerics)));
        return cases.stream();
    }

    /// The same bits with 1 thread and with several.
    public static Stream<Case> determinism(IntFunction<Backend> backends) {
        return Stream.of(2, 3, 5)
                .map(threads -> new Case("numerics have the same bits with 1 and %d threads".formatted(threads), () -> {
                    try (Backend one = backends.apply(1);
                            Backend several = backends.apply(threads)) {
                        BackendContract.requireEqual("the values", bits(one), bits(several));
                    }
                }));
    }

    /// The values of all the cases above, on numbers that round.
    public static float[] bits(Backend backend) {
        Numerics numerics = backend.numerics();
        List<float[]> all = new ArrayList<>();
        for (int[] size : PRODUCTS) {
            float[] product = new float[size[0] * size[2]];
            numerics.multiply(
                    normal(size[0], size[1], 1), normal(size[2], size[1], 2).transposed(), product);
            all.add(product);
        }
        for (int[] size : POINTS) {
            Neighbours found = numerics.neighbours(normal(size[0], size[1], 3), Math.min(20, size[0] - 1));
            all.add(found.squares());
            all.add(floats(found.indices()));
        }
        for (int[] size : PLANES) {
            float[] result = new float[size[0] * size[1]];
            numerics.convolution(normal(size[0], size[1], 4).values(), size[0], size[1])
                    .apply(normal(size[0], size[1], 5).values(), result);
            all.add(result);
        }
        return joined(all);
    }

    private static void checkProducts(Numerics numerics, int[] size) {
        MatrixView left = normal(size[0], size[1], 1);
        MatrixView right = normal(size[1], size[2], 2);
        MatrixView turnedLeft = normal(size[1], size[0], 3).transposed();
        MatrixView turnedRight = normal(size[2], size[1], 4).transposed();
        MatrixView some = normal(size[0] + 3, size[1], 5).rows(2, size[0] + 2);
        checkProduct(numerics, left, right);
        checkProduct(numerics, turnedLeft, right);
        checkProduct(numerics, left, turnedRight);
        checkProduct(numerics, turnedLeft, turnedRight);
        checkProduct(numerics, some, right);
        checkProduct(numerics, some.transposed(), some);
    }

    private static void checkProduct(Numerics numerics, MatrixView left, MatrixView right) {
        float[] expected = new float[left.rows() * right.columns()];
        float[] actual = new float[expected.length];
        new ReferenceBackend().numerics().multiply(left, right, expected);
        numerics.multiply(left, right, actual);
        new Tolerance(1e-6, 1e-6 + 2e-7 * left.columns()).check("product", wide(expected), actual);
    }

    /// Whole numbers, so that distances are exact and often equal.
    private static void checkNeighbours(Numerics numerics, int[] size) {
        Numerics reference = new ReferenceBackend().numerics();
        MatrixView points = whole(size[0], size[1], 5);
        for (int count : new int[] {1, Math.min(7, size[0] - 1), Math.min(130, size[0] - 1)}) {
            compare(reference.neighbours(points, count), numerics.neighbours(points, count));
        }
        MatrixView queries = whole(37, size[1], 6);
        compare(
                reference.nearest(queries, points, Math.min(5, size[0])),
                numerics.nearest(queries, points, Math.min(5, size[0])));
    }

    private static void checkDuplicates(Numerics numerics) {
        float[] values = new float[300 * 5];
        Neighbours found = numerics.neighbours(MatrixView.of(values, 300, 5), 4);
        Case.require(
                List.of(found.indices()[0], found.indices()[3], found.indices()[8], found.indices()[11])
                        .equals(List.of(1, 4, 0, 4)),
                "of equally near points the first must be taken");
    }

    /// Distances of 1 among coordinates of 1000, where squared lengths alone would leave no digit.
    private static void checkFarPoints(Numerics numerics) {
        MatrixView near = whole(400, 9, 7);
        float[] moved = near.values().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 100_000;
        }
        MatrixView far = MatrixView.of(moved, 400, 9);
        compare(new ReferenceBackend().numerics().neighbours(far, 10), numerics.neighbours(far, 10));
    }

    private static void compare(Neighbours expected, Neighbours actual) {
        BackendContract.requireEqual("squared distances", expected.squares(), actual.squares());
        BackendContract.requireEqual("neighbours", floats(expected.indices()), floats(actual.indices()));
    }

    private static void checkConvolution(Numerics numerics, int[] size) {
        MatrixView kernel = normal(size[0], size[1], 8);
        float[] expected = new float[size[0] * size[1]];
        float[] actual = new float[expected.length];
        new ReferenceBackend()
                .numerics()
                .convolution(kernel.values(), size[0], size[1])
                .apply(normal(size[0], size[1], 9).values(), expected);
        applyTwice(numerics, kernel, size, actual);
        new Tolerance(1e-6, 1e-6 * Math.sqrt(expected.length) + 1e-6).check("convolution", wide(expected), actual);
    }

    /// A convolution must not remember what it was applied to before.
    private static void applyTwice(Numerics numerics, MatrixView kernel, int[] size, float[] actual) {
        PlaneConvolution convolution = numerics.convolution(kernel.values(), size[0], size[1]);
        convolution.apply(normal(size[0], size[1], 10).values(), actual);
        convolution.apply(normal(size[0], size[1], 9).values(), actual);
    }

    private static void checkSharing(Numerics numerics) {
        for (int count : new int[] {0, 1, 2, 1000}) {
            AtomicIntegerArray done = new AtomicIntegerArray(count);
            numerics.share(count, done::incrementAndGet);
            for (int i = 0; i < count; i++) {
                Case.require(done.get(i) == 1, "piece %d of %d was done %d times".formatted(i, count, done.get(i)));
            }
        }
    }

    private static void checkRefusals(Numerics numerics) {
        MatrixView rows = normal(4, 3, 1);
        refuses("a product of [4, 3] and [4, 3]", () -> numerics.multiply(rows, rows, new float[16]));
        refuses("a product that is too small", () -> numerics.multiply(rows, rows.transposed(), new float[15]));
        refuses("4 neighbours among 4 rows", () -> numerics.neighbours(rows, 4));
        refuses("points of other columns", () -> numerics.nearest(rows, normal(4, 2, 1), 1));
        refuses("a matrix beyond its array", () -> MatrixView.of(new float[11], 4, 3));
    }

    private static void refuses(String what, Runnable request) {
        try {
            request.run();
        } catch (InvalidRequestException expected) {
            return;
        }
        throw new AssertionError(what + " was not refused");
    }

    private static MatrixView normal(int rows, int columns, long seed) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) RandomKey.of(seed).normal(i);
        }
        return MatrixView.of(values, rows, columns);
    }

    private static MatrixView whole(int rows, int columns, long seed) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (RandomKey.of(seed).uniform(i) * 17) - 8;
        }
        return MatrixView.of(values, rows, columns);
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static float[] joined(List<float[]> arrays) {
        float[] joined = new float[arrays.stream().mapToInt(each -> each.length).sum()];
        int at = 0;
        for (float[] each : arrays) {
            System.arraycopy(each, 0, joined, at, each.length);
            at += each.length;
        }
        return joined;
    }
}
