package nunchi.benchmark;

/// The networks by which speed is judged, with the batch and the rule by which they are trained on softmax cross-entropy.
public enum Study {
    /// The digits, full batch, on the summed loss.
    D("64-80-70-10 sigmoid", 1437, new Training(Rule.SGD, 0.01 * 1437, 0),
            Model.of(64).dense(80).sigmoid().dense(70).sigmoid().dense(10)),
    /// Four hidden layers, small batches: the traffic of the weights counts.
    A("784-512-256-128-64-10 ReLU", 12, new Training(Rule.SGD, 0.01, 0),
            Model.of(784).dense(512).relu().dense(256).relu().dense(128).relu().dense(64).relu().dense(10)),
    /// One wide hidden layer.
    B("784-1024-10 ReLU", 100, new Training(Rule.SGD, 0.1, 0),
            Model.of(784).dense(1024).relu().dense(10)),
    /// The convolutional network for MNIST, 1,035,146 parameters.
    C("5 convolutions on 28x28, batch norm, dropout, RMSprop, L2", 128, new Training(Rule.RMSPROP, 5e-5, 5e-5),
            Model.of(28, 28, 1)
                    .convolution(5, 64).relu().batchNorm().convolution(5, 64).relu().maxPool().dropout(0.2)
                    .batchNorm().convolution(3, 64).relu().batchNorm().convolution(3, 64).relu().maxPool().dropout(0.2)
                    .batchNorm().convolution(3, 64).relu().dropout(0.2)
                    .flatten().batchNorm().dense(256).relu().dropout(0.2).batchNorm().dense(10)),
    /// The convolutional network for CIFAR-10, 2,513,418 parameters.
    E("4 convolutions on 32x32, 5 dense, Adam", 32, new Training(Rule.ADAM, 1e-3, 0),
            Model.of(32, 32, 3)
                    .convolution(3, 64).relu().maxPool().convolution(3, 128).relu().maxPool()
                    .convolution(3, 256).relu().maxPool().convolution(3, 512).relu().maxPool()
                    .flatten().dense(128).relu().dense(256).relu().dense(512).relu().dense(1024).relu().dense(10));

    public enum Rule { SGD, RMSPROP, ADAM }

    /// @param rate    the learning rate on the mean of the batch's losses; a rate on their sum is as many times larger
    /// @param penalty λ of `λ · Σw²`, added to the loss for every kernel
    public record Training(Rule rule, double rate, double penalty) {
        /// What libraries call weight decay: the penalty adds `2λ · w` to the gradient.
        public double decay() {
            return 2 * penalty;
        }
    }

    private final String description;
    private final int batch;
    private final Training training;
    private final Model model;

    Study(String description, int batch, Training training, Model model) {
        this.description = description;
        this.batch = batch;
        this.training = training;
        this.model = model;
    }

    public String description() {
        return description;
    }

    public int batch() {
        return batch;
    }

    public Training training() {
        return training;
    }

    public Model model() {
        return model;
    }
}
