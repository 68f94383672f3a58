package nunchi.benchmark;

/// The networks by which speed is judged, with the batch and the rule by which they are trained on softmax
/// cross-entropy.
public enum Study {
    /// The digits, full batch, on the summed loss.
    D(
            "64-80-70-10 sigmoid",
            1437,
            new Training(Rule.SGD, 0.01 * 1437),
            Model.of(64).dense(80).sigmoid().dense(70).sigmoid().dense(10)),
    /// Four hidden layers, small batches: the traffic of the weights counts.
    A(
            "784-512-256-128-64-10 ReLU",
            12,
            new Training(Rule.SGD, 0.01),
            Model.of(784).hidden(512).hidden(256).hidden(128).hidden(64).dense(10)),
    /// One wide hidden layer.
    B(
            "784-1024-10 ReLU",
            100,
            new Training(Rule.SGD, 0.1),
            Model.of(784).hidden(1024).dense(10)),
    /// The convolutional network for MNIST, 1,035,146 parameters.
    C(
            "5 convolutions on 28x28, batch norm, dropout, RMSprop, L2",
            128,
            new Training(Rule.RMSPROP, 5e-5, 5e-5, Loss.CROSS_ENTROPY),
            Model.of(28, 28, 1)
                    .convolution(5, 64)
                    .relu()
                    .batchNorm()
                    .convolution(5, 64)
                    .relu()
                    .maxPool()
                    .dropout(0.2)
                    .batchNorm()
                    .convolution(3, 64)
                    .relu()
                    .batchNorm()
                    .convolution(3, 64)
                    .relu()
                    .maxPool()
                    .dropout(0.2)
                    .batchNorm()
                    .convolution(3, 64)
                    .relu()
                    .dropout(0.2)
                    .flatten()
                    .batchNorm()
                    .hidden(256)
                    .dropout(0.2)
                    .batchNorm()
                    .dense(10)),
    /// The convolutional network for CIFAR-10, 2,513,418 parameters.
    E(
            "4 convolutions on 32x32, 5 dense, Adam",
            32,
            new Training(Rule.ADAM, 1e-3),
            Model.of(32, 32, 3)
                    .pooled(64)
                    .pooled(128)
                    .pooled(256)
                    .pooled(512)
                    .flatten()
                    .hidden(128)
                    .hidden(256)
                    .hidden(512)
                    .hidden(1024)
                    .dense(10)),
    /// He et al., *Deep residual learning*, 2016, for CIFAR-10: 20 layers, shortcuts by convolutions of 1 by 1 where
    /// the extent changes.
    RESNET(
            "ResNet-20 on 32x32, batch norm, momentum",
            128,
            new Training(Rule.MOMENTUM, 0.1),
            Model.of(32, 32, 3)
                    .convolution(3, 16)
                    .batchNorm()
                    .relu()
                    .stage(16, 1)
                    .stage(32, 2)
                    .stage(64, 2)
                    .globalAveragePool()
                    .dense(10)),
    /// Depthwise-separable convolutions as in Howard et al., *MobileNets*, 2017, for images of 32 by 32.
    MOBILE(
            "depthwise-separable convolutions on 32x32, batch norm, momentum",
            64,
            new Training(Rule.MOMENTUM, 0.05),
            Model.of(32, 32, 3)
                    .convolution(3, 32)
                    .batchNorm()
                    .relu()
                    .separable(64, 1)
                    .separable(128, 2)
                    .separable(128, 1)
                    .separable(256, 2)
                    .separable(256, 1)
                    .separable(512, 2)
                    .globalAveragePool()
                    .dense(10)),
    /// Convolutions of stride 2 to a code of 16 numbers, and transposed ones back.
    CODER(
            "autoencoder of 28x28, transposed convolutions, Adam",
            128,
            new Training(Rule.ADAM, 1e-3, 0, Loss.SQUARED_ERROR),
            Model.of(28, 28, 1)
                    .convolution(3, 32, 2)
                    .relu()
                    .convolution(3, 64, 2)
                    .relu()
                    .convolution(3, 16)
                    .relu()
                    .transposed(64)
                    .relu()
                    .transposed(32)
                    .relu()
                    .convolution(3, 1)),
    /// Matrix products alone.
    WIDE(
            "3072-4096-4096-10 ReLU",
            256,
            new Training(Rule.SGD, 0.01),
            Model.of(3072).hidden(4096).hidden(4096).dense(10)),
    /// A small table: what a step costs beside its products.
    NARROW(
            "20-64-64-1 ReLU, squared error, Adam",
            32,
            new Training(Rule.ADAM, 1e-3, 0, Loss.SQUARED_ERROR),
            Model.of(20).hidden(64).hidden(64).dense(1)),
    /// Ronneberger et al., *U-Net*, 2015, small: two levels down and up, what was before going beside what comes back.
    UNET(
            "U-Net of two levels on 64x64, 1 channel, Adam",
            16,
            new Training(Rule.ADAM, 1e-3, 0, Loss.BINARY_CROSS_ENTROPY),
            Model.of(64, 64, 1)
                    .twice(16)
                    .concatenation(down -> down.maxPool()
                            .twice(32)
                            .concatenation(deeper -> deeper.maxPool()
                                    .twice(64)
                                    .upSample()
                                    .convolution(3, 32)
                                    .relu())
                            .twice(32)
                            .upSample()
                            .convolution(3, 16)
                            .relu())
                    .twice(16)
                    .convolution(1, 1)),
    /// Keras' example `addition_rnn`: sums of up to three digits, a character a step.
    ADDITION(
            "LSTM 128 on 7 steps, LSTM 128 on 4, Adam",
            32,
            new Training(Rule.ADAM, 1e-3),
            Model.of(7, 12)
                    .recurrent(Part.Cell.LSTM, 128)
                    .repeat(4)
                    .sequence(Part.Cell.LSTM, 128)
                    .dense(12)),
    /// The rows of 28 by 28 pixels as steps.
    ROWS(
            "LSTM 128 on 28 steps",
            128,
            new Training(Rule.SGD, 0.01),
            Model.of(28, 28).recurrent(Part.Cell.LSTM, 128).dense(10)),
    /// One wide recurrent layer.
    LSTM(
            "LSTM 500 on 50 steps of 500 features",
            64,
            new Training(Rule.SGD, 0.01),
            Model.of(50, 500).recurrent(Part.Cell.LSTM, 500).dense(10)),
    GRU(
            "GRU 256 on 50 steps of 256 features",
            64,
            new Training(Rule.SGD, 0.01),
            Model.of(50, 256).recurrent(Part.Cell.GRU, 256).dense(10)),
    /// Le, Jaitly, Hinton, *A simple way to initialize recurrent networks of rectified linear units*, 2015: the pixels
    /// of MNIST one by one.
    PIXELS(
            "ReLU RNN 100 on 784 steps, RMSprop",
            32,
            new Training(Rule.RMSPROP, 1e-6, 0, Loss.CROSS_ENTROPY),
            Model.of(784, 1).recurrent(Part.Cell.RELU, 100).dense(10)),
    /// Keras' example `bidirectional_lstm_imdb`, behind the embedding.
    BOTHWAYS(
            "two bidirectional LSTM 64 on 200 steps of 128 features, Adam",
            32,
            new Training(Rule.ADAM, 1e-3),
            Model.of(200, 128)
                    .bothWays(Part.Cell.LSTM, 64, true)
                    .bothWays(Part.Cell.LSTM, 64, false)
                    .dense(2)),
    /// Sentences of different lengths: what is padding need not be computed.
    SENTENCES(
            "10,000 words, GRU 256 on up to 20 steps, Adam",
            64,
            new Training(Rule.ADAM, 1e-3),
            Model.of(20)
                    .embeddingOfPadded(10_000, 128)
                    .recurrent(Part.Cell.GRU, 256)
                    .dense(18)),
    /// Keras' example `lstm_seq2seq`.
    CHARACTERS(
            "encoder and decoder, LSTM 256, 93 characters, 16 and 59 steps, RMSprop",
            64,
            new Training(Rule.RMSPROP, 1e-3, 0, Loss.CROSS_ENTROPY),
            Model.of(16).translation(Part.Cell.LSTM, 93, 93, 256, 59)),
    /// Many words: most of the work is in the last layer.
    WORDS(
            "encoder and decoder, GRU 256, 10,000 words, 15 and 15 steps, Adam",
            64,
            new Training(Rule.ADAM, 1e-3),
            Model.of(15).translation(Part.Cell.GRU, 10_000, 256, 256, 15)),
    /// The network of PyTorch's tutorial on translation, its English words on both sides.
    ATTENTION(
            "encoder, and decoder with attention, GRU 128, 2,991 words, 10 and 10 steps, Adam",
            32,
            new Training(Rule.ADAM, 1e-3),
            Model.of(10).translationByAttention(Part.Cell.GRU, 2_991, 128, 10)),
    /// The settings that nanoGPT gives for a CPU.
    GPT(
            "4 transformer blocks of 4 heads and 128 features on 64 characters, Adam",
            12,
            new Training(Rule.ADAM, 1e-3),
            Model.of(64)
                    .embedding(65, 128)
                    .positions()
                    .transformerBlocks(4, 4, 512)
                    .layerNorm()
                    .dense(65));

    public enum Rule {
        SGD,
        MOMENTUM,
        RMSPROP,
        ADAM
    }

    public enum Loss {
        CROSS_ENTROPY,
        SQUARED_ERROR,
        BINARY_CROSS_ENTROPY
    }

    public static final double MOMENTUM = 0.9;

    /// @param rate    the learning rate on the mean of the batch's losses; a rate on their sum is as many times larger
    /// @param penalty λ of `λ · Σw²`, added to the loss for every kernel
    public record Training(Rule rule, double rate, double penalty, Loss loss) {
        Training(Rule rule, double rate) {
            this(rule, rate, 0, Loss.CROSS_ENTROPY);
        }

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

    /// Whether every engine can train it: no tokens and no repeated state, on cross-entropy, by a rule without momentum
    /// of its own.
    public boolean plain() {
        return training.loss() == Loss.CROSS_ENTROPY
                && training.rule() != Rule.MOMENTUM
                && model.tokens() == 0
                && this != ADDITION;
    }
}
