import module java.base;
import module nunchi.workbench;

/// The network of `nunchi lab digits-from-scratch` written out by hand: two hidden layers of sigmoids, softmax, and the
/// chain rule, with nothing but arrays. At the end the gradients are held against those that Nunchi derives by itself.
///
/// Argument: the number of epochs; default: 300.
public class DigitsFromScratch {
    static final int[] SIZES = {64, 80, 70, 10};
    static final double LEARNING_RATE = 0.01;

    public static void main(String[] arguments) {
        int epochs = arguments.length == 0 ? 300 : Integer.parseInt(arguments[0]);
        Datasets parts =
                new Datasets(Digits.load(), null, null).withTest(new Splitter.Random(0.2, 101L, Generator.NUMPY), 1);
        double[][] x = examples(parts.train());
        double[][] test = examples(parts.test());
        standardize(x, test);
        double[][] t = oneHot(parts.train());

        DigitsFromScratch network = new DigitsFromScratch(1);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            network.forward(x);
            network.backward(t);
            network.update();
            if (epoch == 1 || epoch % 50 == 0) {
                System.out.printf("epoch %d: loss %.6f%n", epoch, network.loss(t));
            }
        }
        System.out.printf("test accuracy %.4f%n", network.accuracy(test, parts.test()));
        System.out.printf("largest difference from Nunchi's gradients: %.1e%n", network.differenceFromEngine(x, t));
    }

    // Layer l has weights W[l] of shape [inputs, units], biases b[l], and gradients of the same shapes.
    final double[][][] W = new double[3][][];
    final double[][] b = new double[3][];
    final double[][][] dW = new double[3][][];
    final double[][] db = new double[3][];
    /// The activations: a[0] is the input, a[l + 1] comes out of layer l, a[3] are the probabilities.
    final double[][][] a = new double[4][][];

    DigitsFromScratch(long seed) {
        for (int l = 0; l < 3; l++) {
            W[l] = new double[SIZES[l]][SIZES[l + 1]];
            b[l] = new double[SIZES[l + 1]];
            RandomKey key = RandomKey.of(seed).with(l);
            for (int i = 0; i < SIZES[l]; i++) {
                for (int j = 0; j < SIZES[l + 1]; j++) {
                    W[l][i][j] = (float) key.normal((long) i * SIZES[l + 1] + j);
                }
            }
        }
    }

    /// z = a·W + b, then a sigmoid, in the last layer a softmax.
    void forward(double[][] x) {
        a[0] = x;
        for (int l = 0; l < 3; l++) {
            double[][] z = product(a[l], W[l]);
            for (double[] row : z) {
                for (int j = 0; j < row.length; j++) {
                    row[j] += b[l][j];
                }
                if (l < 2) {
                    sigmoid(row);
                } else {
                    softmax(row);
                }
            }
            a[l + 1] = z;
        }
    }

    /// From the last layer to the first: dz is the gradient of the summed loss with respect to z.
    void backward(double[][] t) {
        double[][] dz = new double[t.length][];
        for (int row = 0; row < t.length; row++) {
            dz[row] = a[3][row].clone();
            for (int j = 0; j < 10; j++) {
                dz[row][j] -= t[row][j];
            }
        }
        for (int l = 2; l >= 0; l--) {
            dW[l] = product(transpose(a[l]), dz);
            db[l] = columnSums(dz);
            if (l > 0) {
                double[][] da = product(dz, transpose(W[l]));
                for (int row = 0; row < da.length; row++) {
                    for (int j = 0; j < da[row].length; j++) {
                        da[row][j] *= a[l][row][j] * (1 - a[l][row][j]);
                    }
                }
                dz = da;
            }
        }
    }

    void update() {
        for (int l = 0; l < 3; l++) {
            for (int j = 0; j < b[l].length; j++) {
                b[l][j] -= LEARNING_RATE * db[l][j];
                for (int i = 0; i < W[l].length; i++) {
                    W[l][i][j] -= LEARNING_RATE * dW[l][i][j];
                }
            }
        }
    }

    static void sigmoid(double[] z) {
        for (int j = 0; j < z.length; j++) {
            z[j] = 1 / (1 + Math.exp(-z[j]));
        }
    }

    /// The row's maximum is taken out first, so that e to the power of 1000 never arises.
    static void softmax(double[] z) {
        double largest = z[0];
        for (double value : z) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            z[j] = Math.exp(z[j] - largest);
            sum += z[j];
        }
        for (int j = 0; j < z.length; j++) {
            z[j] /= sum;
        }
    }

    double loss(double[][] t) {
        double sum = 0;
        for (int row = 0; row < t.length; row++) {
            for (int j = 0; j < 10; j++) {
                sum -= t[row][j] == 0 ? 0 : t[row][j] * Math.log(a[3][row][j]);
            }
        }
        return sum / t.length;
    }

    double accuracy(double[][] x, Dataset labelled) {
        forward(x);
        int right = 0;
        for (int row = 0; row < x.length; row++) {
            int best = 0;
            for (int j = 1; j < 10; j++) {
                best = a[3][row][j] > a[3][row][best] ? j : best;
            }
            right += best == labelled.label(row) ? 1 : 0;
        }
        return (double) right / x.length;
    }

    static double[][] product(double[][] p, double[][] q) {
        double[][] result = new double[p.length][q[0].length];
        for (int i = 0; i < p.length; i++) {
            for (int k = 0; k < q.length; k++) {
                double factor = p[i][k];
                for (int j = 0; j < q[k].length; j++) {
                    result[i][j] += factor * q[k][j];
                }
            }
        }
        return result;
    }

    static double[][] transpose(double[][] p) {
        double[][] result = new double[p[0].length][p.length];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p[i].length; j++) {
                result[j][i] = p[i][j];
            }
        }
        return result;
    }

    static double[] columnSums(double[][] p) {
        double[] sums = new double[p[0].length];
        for (double[] row : p) {
            for (int j = 0; j < row.length; j++) {
                sums[j] += row[j];
            }
        }
        return sums;
    }

    static double[][] examples(Dataset data) {
        double[][] rows = new double[data.size()][64];
        float[] pixels = new float[64];
        for (int row = 0; row < rows.length; row++) {
            data.example(row, pixels, 0);
            for (int i = 0; i < 64; i++) {
                rows[row][i] = pixels[i];
            }
        }
        return rows;
    }

    static double[][] oneHot(Dataset data) {
        double[][] rows = new double[data.size()][10];
        for (int row = 0; row < rows.length; row++) {
            rows[row][data.label(row)] = 1;
        }
        return rows;
    }

    /// Mean 0 and deviation 1 for every pixel of the training set; a pixel that never changes becomes 0.
    static void standardize(double[][] train, double[][] test) {
        for (int i = 0; i < 64; i++) {
            double mean = 0;
            double square = 0;
            for (double[] row : train) {
                mean += row[i] / train.length;
                square += row[i] * row[i] / train.length;
            }
            double deviation = Math.sqrt(Math.max(0, square - mean * mean));
            for (double[][] part : new double[][][] {train, test}) {
                for (double[] row : part) {
                    row[i] = (row[i] - mean) / (deviation < 1e-9 ? 1 : deviation);
                }
            }
        }
    }

    /// The same network as a description: Nunchi writes the graph, differentiates it and computes it in float64.
    double differenceFromEngine(double[][] x, double[][] t) {
        forward(x);
        backward(t);
        Sequential model = new Sequential(
                new Dense(80, new Sigmoid(), new Normal()),
                new Dense(70, new Sigmoid(), new Normal()),
                new Dense(10, new Linear(), new Normal()));
        Graph graph = new Graph();
        Node output = model.build(Scope.training(graph), graph.input("x", Shape.of(x.length, 64)));
        Node losses = new SoftmaxCrossEntropy().perExample(output, graph.input("t", Shape.of(t.length, 10)));
        List<Node> weights = List.copyOf(graph.weights().values());
        List<Node> gradients = Adjoints.of(losses, graph.constant(1).broadcastTo(losses.shape()), weights);
        for (int i = 0; i < weights.size(); i++) {
            graph.output("gradient of " + weights.get(i).path(), gradients.get(i));
        }
        return differenceFrom(graph, flat(x), flat(t));
    }

    /// From the gradients of a graph under the same weights.
    private double differenceFrom(Graph graph, double[] x, double[] t) {
        ReferenceBackend backend = new ReferenceBackend();
        ReferenceWeights stored = backend.initialize(graph, 1);
        for (int l = 0; l < 3; l++) {
            System.arraycopy(flat(W[l]), 0, stored.exact(l + ".dense/weight"), 0, SIZES[l] * SIZES[l + 1]);
            System.arraycopy(b[l], 0, stored.exact(l + ".dense/bias"), 0, SIZES[l + 1]);
        }
        ReferenceProgram program = backend.compile(graph, stored, 1);
        program.feed("x", x);
        program.feed("t", t);
        program.run(0);
        double largest = 0;
        for (int l = 0; l < 3; l++) {
            largest = Math.max(largest, difference(flat(dW[l]), program.fetch("gradient of " + l + ".dense/weight")));
            largest = Math.max(largest, difference(db[l], program.fetch("gradient of " + l + ".dense/bias")));
        }
        return largest;
    }

    static double difference(double[] p, double[] q) {
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            largest = Math.max(largest, Math.abs(p[i] - q[i]));
        }
        return largest;
    }

    static double[] flat(double[][] rows) {
        double[] values = new double[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, values, row * rows[row].length, rows[row].length);
        }
        return values;
    }
}
