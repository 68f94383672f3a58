package nunchi.data;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nunchi.picture.Fit;

/// The data sets that Nunchi knows by name.
final class KnownSets {
    private static final DataSource MNIST = new IdxSource(
            new DataCard("mnist", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
                    .fittedBy(Fit.STROKES)
                    .attributedTo(
                            "The MNIST database of handwritten digits, Y. LeCun, C. Cortes, C. J. C. Burges (1998), CC BY-SA 3.0"),
            "handwritten digits, 28x28 grey, 10 classes (LeCun, Cortes, Burges 1998)",
            List.of(60_000, 10_000),
            Map.of(
                    "train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            List.of(
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")));
    private static final DataSource FASHION_MNIST = new IdxSource(
            new DataCard(
                            "fashion-mnist",
                            "T-shirt/top",
                            "Trouser",
                            "Pullover",
                            "Dress",
                            "Coat",
                            "Sandal",
                            "Shirt",
                            "Sneaker",
                            "Bag",
                            "Ankle boot")
                    .attributedTo("Fashion-MNIST, H. Xiao, K. Rasul, R. Vollgraf (2017), Zalando SE, MIT"),
            "articles of clothing, 28x28 grey, 10 classes (Xiao, Rasul, Vollgraf 2017)",
            List.of(60_000, 10_000),
            Map.of(
                    "train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            List.of(
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
                    URI.create("https://fashion-mnist.s3.eu-central-1.amazonaws.com/")));
    private static final DataSource CIFAR_10 = new CifarSource(
            new DataCard(
                            "cifar-10",
                            "airplane",
                            "automobile",
                            "bird",
                            "cat",
                            "deer",
                            "dog",
                            "frog",
                            "horse",
                            "ship",
                            "truck")
                    .attributedTo(
                            "CIFAR-10, A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images (2009), no formal licence"),
            "photographs, 32x32 colour, 10 classes (Krizhevsky 2009)",
            List.of(50_000, 10_000),
            Map.of(
                    "data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
                    "data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
                    "data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
                    "data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
                    "data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
                    "test_batch.bin", "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"),
            List.of(URI.create("https://www.cs.toronto.edu/~kriz/")));
    /// In the order of `nunchi data list`.
    static final List<DataSource> ALL = Stream.concat(
                    Stream.of(new Digits(), MNIST, FASHION_MNIST, CIFAR_10, new RandomImages()),
                    Stream.of(PlaneShapes.ALL, AddingProblem.ALL, TextTask.ALL, KnownTexts.ALL)
                            .flatMap(List::stream))
            .toList();

    private KnownSets() {}
}
