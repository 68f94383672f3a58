package nunchi.benchmark;

import java.util.ArrayList;
import java.util.List;

/// The training steps by which speed is judged: those of the studies, fully connected networks trained by plain gradient descent.
public enum TrainingStep {
    /// The digits, full batch, on the summed loss.
    D(1437, 0.01 * 1437, true, 64, 80, 70, 10),
    /// Four hidden layers, small batches: the traffic of the weights counts.
    A(12, 0.01, false, 784, 512, 256, 128, 64, 10),
    /// One wide hidden layer.
    B(100, 0.1, false, 784, 1024, 10);

    private final int batch;
    private final double learningRate;
    private final boolean sigmoid;
    private final int[] widths;

    /// @param learningRate on the mean of the batch's losses; a rate on their sum is as many times larger
    TrainingStep(int batch, double learningRate, boolean sigmoid, int... widths) {
        this.batch = batch;
        this.learningRate = learningRate;
        this.sigmoid = sigmoid;
        this.widths = widths;
    }

    public int batch() {
        return batch;
    }

    public double learningRate() {
        return learningRate;
    }

    /// Whether the hidden layers are sigmoid; else they are ReLU.
    public boolean sigmoid() {
        return sigmoid;
    }

    public int features() {
        return widths[0];
    }

    public int classes() {
        return widths[widths.length - 1];
    }

    /// The dense layers in order.
    public List<Connection> connections() {
        List<Connection> connections = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            connections.add(new Connection(widths[i - 1], widths[i], i == widths.length - 1));
        }
        return connections;
    }

    /// The floating-point operations of the matrix products of one step: forward, weight gradients, and input gradients of all
    /// layers but the first. All else is left out, for every engine alike.
    public long operations() {
        long operations = 0;
        for (Connection connection : connections()) {
            long product = 2L * batch * connection.inputs() * connection.outputs();
            operations += (connection.inputs() == features() ? 2 : 3) * product;
        }
        return operations;
    }

    public String describe() {
        StringBuilder text = new StringBuilder(Integer.toString(features()));
        connections().forEach(connection -> text.append('-').append(connection.outputs()));
        return text.append(sigmoid ? " sigmoid" : " ReLU").append(", batch ").append(batch).toString();
    }

    /// One dense layer.
    ///
    /// @param last whether it gives the logits and so has no activation
    public record Connection(int inputs, int outputs, boolean last) {}
}
