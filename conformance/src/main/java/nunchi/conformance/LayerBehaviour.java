package nunchi.conformance;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.graph.Graph;
import nunchi.layer.BatchNorm;
import nunchi.layer.Dropout;
import nunchi.layer.Layer;
import nunchi.layer.Scope;
import nunchi.layer.SpatialDropout;
import nunchi.random.RandomKey;
import nunchi.tensor.Shape;

/// What layers do differently in training and in inference.
public final class LayerBehaviour {
    private static final Shape LARGE = Shape.of(200, 250);
    private static final Shape ROWS = Shape.of(64, 5);
    private static final String RESULT = "result";
    private static final String X = "x";

    private LayerBehaviour() {}

    /// All of the checks below.
    public static Stream<Case> cases(Backend backend) {
        return Stream.of(
                new Case("dropout keeps the mean", () -> checkDropoutKeepsTheMean(backend)),
                new Case("dropout draws anew at every step and again the same", () -> checkDropoutDrawsAnew(backend)),
                new Case("dropout does nothing in inference", () -> checkDropoutInInference(backend)),
                new Case("spatial dropout drops whole channels", () -> checkSpatialDropout(backend)),
                new Case("batch norm gives mean 0 and variance 1 in training", () -> checkBatchNormNormalizes(backend)),
                new Case("batch norm's running statistics follow the batches", () -> checkBatchNormFollows(backend)),
                new Case(
                        "batch norm takes its running statistics in inference",
                        () -> checkBatchNormInInference(backend)));
    }

    /// Of 50,000 ones with a rate of 0.3, each becomes 0 or 1/0.7; the fraction of zeros is 0.3 within five deviations,
    /// 0.0102.
    public static void checkDropoutKeepsTheMean(Backend backend) {
        float[] dropped = dropout(backend, true).run(0, RESULT);
        float kept = (float) (1 / 0.7);
        int zeros = 0;
        for (float value : dropped) {
            Case.require(
                    value == 0 || Math.abs(value - kept) < 1e-6,
                    "a one became %s, expected 0 or %s".formatted(value, kept));
            zeros += value == 0 ? 1 : 0;
        }
        double share = (double) zeros / dropped.length;
        Case.require(Math.abs(share - 0.3) < 0.0102, "the fraction of zeros is %s, expected 0.3".formatted(share));
    }

    /// Two steps agree in 0.7² + 0.3² of the values by chance.
    public static void checkDropoutDrawsAnew(Backend backend) {
        Running running = dropout(backend, true);
        float[] first = running.run(0, RESULT);
        float[] second = running.run(1, RESULT);
        int same = 0;
        for (int i = 0; i < first.length; i++) {
            same += first[i] == second[i] ? 1 : 0;
        }
        double share = (double) same / first.length;
        Case.require(
                Math.abs(share - 0.58) < 0.0112,
                "two steps drop alike in a fraction of %s of the values, expected 0.58".formatted(share));
        BackendContract.requireEqual("dropout of step 0, asked again", first, running.run(0, RESULT));
    }

    /// In inference dropout gives what it takes, to the bit.
    public static void checkDropoutInInference(Backend backend) {
        float[] ones = new float[LARGE.size()];
        Arrays.fill(ones, 1);
        BackendContract.requireEqual(
                "dropout in inference", ones, dropout(backend, false).run(0, RESULT));
    }

    /// Of 3,000 channels of ones with a rate of 0.4, each becomes 0 or 1/0.6 at all its places; the fraction of zeros
    /// is
    /// 0.4 within five deviations, 0.0447.
    public static void checkSpatialDropout(Backend backend) {
        Shape images = Shape.of(30, 2, 3, 100);
        Running running = running(backend, new SpatialDropout(0.4), images, true);
        running.feed(Map.of(X, Values.listed(1).of(images, RandomKey.of(1))));
        float[] dropped = running.run(0, RESULT);
        int zeros = 0;
        for (int i = 0; i < dropped.length; i++) {
            int channel = i / 600 * 600 + i % 100;
            Case.require(
                    dropped[i] == dropped[channel],
                    "value %d is %s, but its channel begins with %s".formatted(i, dropped[i], dropped[channel]));
            Case.require(
                    dropped[i] == 0 || Math.abs(dropped[i] - 1 / 0.6) < 1e-6,
                    "a one became %s, expected 0 or 1/0.6".formatted(dropped[i]));
            zeros += i == channel && dropped[i] == 0 ? 1 : 0;
        }
        Case.require(
                Math.abs(zeros / 3000.0 - 0.4) < 0.0447,
                "the fraction of dropped channels is %s, expected 0.4".formatted(zeros / 3000.0));
    }

    private static Running dropout(Backend backend, boolean training) {
        Running running = running(backend, new Dropout(0.3), LARGE, training);
        running.feed(Map.of(X, Values.listed(1).of(LARGE, RandomKey.of(1))));
        return running;
    }

    /// The variance is σ² / (σ² + ε), divided by n.
    public static void checkBatchNormNormalizes(Backend backend) {
        Running running = running(backend, new BatchNorm(0.9, 1e-5, false), ROWS, true);
        running.feed(Map.of(X, batch(0)));
        double[][] moments = moments(widen(running.run(0, RESULT)));
        double[][] before = moments(batch(0));
        for (int j = 0; j < ROWS.last(); j++) {
            close("mean of feature " + j, 0, moments[0][j]);
            close("variance of feature " + j, before[1][j] / (before[1][j] + 1e-5), moments[1][j]);
        }
    }

    /// After each of three batches `running = momentum · running + (1 - momentum) · batch`, the variance unbiased as
    /// asked.
    public static void checkBatchNormFollows(Backend backend) {
        for (boolean unbiased : new boolean[] {false, true}) {
            Running running = running(backend, new BatchNorm(0.8, 1e-3, unbiased), ROWS, true);
            double[] mean = new double[ROWS.last()];
            double[] variance = {1, 1, 1, 1, 1};
            for (int step = 0; step < 3; step++) {
                double[][] moments = moments(batch(step));
                for (int j = 0; j < mean.length; j++) {
                    mean[j] = 0.8 * mean[j] + 0.2 * moments[0][j];
                    variance[j] = 0.8 * variance[j] + 0.2 * moments[1][j] * (unbiased ? 64.0 / 63 : 1);
                }
                running.feed(Map.of(X, batch(step)));
                running.program().run(step);
            }
            new Tolerance(0, 2e-6).check("running mean", mean, running.weight("0.batchNorm/runningMean"));
            new Tolerance(0, 2e-6).check("running variance", variance, running.weight("0.batchNorm/runningVariance"));
        }
    }

    /// At first mean 0 and variance 1: `y = x / √(1 + ε)`, whatever the batch.
    public static void checkBatchNormInInference(Backend backend) {
        Running running = running(backend, new BatchNorm(0.9, 0.25, false), ROWS, false);
        running.feed(Map.of(X, batch(0)));
        double[] expected = batch(0);
        for (int i = 0; i < expected.length; i++) {
            expected[i] /= Math.sqrt(1.25);
        }
        Tolerance.ONE_OP.check("batch norm in inference", expected, running.run(0, RESULT));
    }

    private static Running running(Backend backend, Layer layer, Shape shape, boolean training) {
        Graph graph = new Graph();
        Scope scope = training ? Scope.training(graph) : Scope.inference(graph);
        graph.output(RESULT, scope.child("0." + layer.name(), inner -> layer.build(inner, graph.input(X, shape))));
        return Running.on(backend, graph);
    }

    /// Features of different means and spreads.
    private static double[] batch(int step) {
        double[] values = Values.between(-1, 1).of(ROWS, RandomKey.of(3).with(step));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * (1 + i % 5) + i % 5 - step);
        }
        return values;
    }

    private static double[] widen(float[] narrow) {
        double[] wide = new double[narrow.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = narrow[i];
        }
        return wide;
    }

    /// Means and variances (divided by n) of the features.
    private static double[][] moments(double[] values) {
        int features = ROWS.last();
        int rows = ROWS.rows();
        double[][] moments = new double[2][features];
        for (int i = 0; i < values.length; i++) {
            moments[0][i % features] += values[i] / rows;
        }
        for (int i = 0; i < values.length; i++) {
            double distance = values[i] - moments[0][i % features];
            moments[1][i % features] += distance * distance / rows;
        }
        return moments;
    }

    private static void close(String what, double expected, double actual) {
        Case.require(Math.abs(actual - expected) < 2e-5, "%s is %s, expected %s".formatted(what, actual, expected));
    }
}
