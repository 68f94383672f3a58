package nunchi.data;

import java.util.List;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;
import nunchi.tensor.Tensor;

/// 1,500 points of the plane in a shape on which ways of clustering differ, each class in turn, the same every time.
/// The shapes are those of scikit-learn's comparison of clusterings, drawn with Nunchi's random numbers.
final class PlaneShapes implements MadeSource {
    /// All there are.
    static final List<DataSource> ALL = List.of(
            new PlaneShapes("blobs", "points in 3 round groups", List.of("left", "top", "right"), PlaneShapes::blob),
            new PlaneShapes(
                    "moons",
                    "points on 2 half circles that reach into each other",
                    List.of("upper", "lower"),
                    PlaneShapes::moon),
            new PlaneShapes(
                    "circles",
                    "points on 2 circles, one within the other",
                    List.of("outer", "inner"),
                    PlaneShapes::circle),
            new PlaneShapes(
                    "anisotropic",
                    "points in 3 long groups side by side",
                    List.of("left", "top", "right"),
                    PlaneShapes::anisotropic),
            new PlaneShapes(
                    "noise", "points at random places of a square, without groups", List.of("none"), (key, label, i) ->
                            new double[] {key.uniform(2L * i), key.uniform(2L * i + 1)}));
    private static final int ROWS = 1500;
    private static final double NOISE = 0.05;
    private static final double[][] CENTRES = {{-6, -4}, {0, 5}, {7, -1}};
    private static final double[][] SHEAR = {{0.6, -0.4}, {-0.6, 0.8}};

    private final String name;
    private final String description;
    private final List<String> classes;
    private final Place place;

    private PlaneShapes(String name, String description, List<String> classes, Place place) {
        this.name = name;
        this.description = description;
        this.classes = classes;
        this.place = place;
    }

    /// Where a point lies.
    private interface Place {

        /// @param label the class
        /// @param i     the point's number
        double[] of(RandomKey key, int label, int i);
    }

    private static double[] blob(RandomKey key, int label, int i) {
        return new double[] {CENTRES[label][0] + key.normal(2L * i), CENTRES[label][1] + key.normal(2L * i + 1)};
    }

    private static double[] anisotropic(RandomKey key, int label, int i) {
        double[] blob = blob(key, label, i);
        return new double[] {
            SHEAR[0][0] * blob[0] + SHEAR[0][1] * blob[1], SHEAR[1][0] * blob[0] + SHEAR[1][1] * blob[1]
        };
    }

    private static double[] moon(RandomKey key, int label, int i) {
        double angle = Math.PI * key.with("angle").uniform(i);
        double x = StrictMath.cos(angle);
        double y = StrictMath.sin(angle);
        return blurred(key, i, label == 0 ? x : 1 - x, label == 0 ? y : 0.5 - y);
    }

    private static double[] circle(RandomKey key, int label, int i) {
        double angle = 2 * Math.PI * key.with("angle").uniform(i);
        double radius = label == 0 ? 1 : 0.5;
        return blurred(key, i, radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
    }

    private static double[] blurred(RandomKey key, int i, double x, double y) {
        return new double[] {x + NOISE * key.normal(2L * i), y + NOISE * key.normal(2L * i + 1)};
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Integer> rows() {
        return List.of(ROWS);
    }

    @Override
    public Datasets make() {
        RandomKey key = RandomKey.of(1).with(name);
        float[] values = new float[2 * ROWS];
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % classes.size();
            double[] point = place.of(key, labels[i], i);
            values[2 * i] = (float) point[0];
            values[2 * i + 1] = (float) point[1];
        }
        return new Datasets(ArrayDataset.labelled(name, new Tensor(Shape.of(ROWS, 2), values), labels, classes));
    }
}
