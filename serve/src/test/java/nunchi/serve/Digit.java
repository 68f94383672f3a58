package nunchi.serve;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import nunchi.activation.Relu;
import nunchi.data.Dataset;
import nunchi.data.Digits;
import nunchi.data.Splitter;
import nunchi.experiment.DataSettings;
import nunchi.experiment.Experiment;
import nunchi.experiment.TrainSettings;
import nunchi.layer.Dense;
import nunchi.layer.Scale;
import nunchi.loss.SoftmaxCrossEntropy;
import nunchi.optimizer.Adam;
import nunchi.record.Decimal;
import nunchi.run.RunOptions;
import nunchi.run.Runs;

/// The digits and a model that learnt them.
final class Digit {
    private static final Dataset ALL = Digits.load();
    static final int VALUES = 64;

    private Digit() {}

    /// A run on them.
    static Path run(Path folder, String name) {
        DataSettings data =
                new DataSettings("digits").withTest(new Splitter.Random(0.2)).withPreprocess(new Scale(16));
        Runs.run(
                new Experiment(
                        name,
                        data,
                        List.of(new Dense(32, new Relu()), new Dense(10)),
                        new SoftmaxCrossEntropy(),
                        new Adam(0.003),
                        new TrainSettings(5)),
                new RunOptions().withOut(folder));
        return folder;
    }

    static float[] values(int row) {
        float[] values = new float[VALUES];
        ALL.example(row, values, 0);
        return values;
    }

    /// In JSON, without brackets.
    static String numbers(int row) {
        float[] values = values(row);
        return IntStream.range(0, VALUES)
                .mapToObj(i -> Double.toString(Decimal.of(values[i])))
                .collect(Collectors.joining(","));
    }

    /// As a PNG file, large and dark on light.
    static byte[] picture(int row) throws IOException {
        float[] values = values(row);
        BufferedImage image = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 80; x++) {
                int grey = 255 - Math.round(values[y / 10 * 8 + x / 10] * 255 / 16);
                image.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }

    /// A request of the protocol.
    static String inference(int... rows) {
        return "{\"inputs\":[{\"name\":\"examples\",\"datatype\":\"FP32\",\"shape\":[%d,64],\"data\":[%s]}]}"
                .formatted(
                        rows.length, IntStream.of(rows).mapToObj(Digit::numbers).collect(Collectors.joining(",")));
    }
}
