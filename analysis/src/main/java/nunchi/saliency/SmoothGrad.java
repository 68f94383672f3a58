package nunchi.saliency;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.check.Check;
import nunchi.random.RandomKey;

/// The mean gradient of noisy copies of the image: `1/n Σₖ ∂S/∂x (x + εₖ)`, εₖ normal with the standard deviation
/// `noise · (max x - min x)`. What a gradient owes to single pixels averages out. `[rows, columns, channels]`, drawn by
/// the largest magnitude of a pixel's channels.
///
/// Smilkov, Thorat, Kim, Viégas, Wattenberg: *SmoothGrad: removing noise by adding noise*, 2017, section 3; they find
/// 50 copies and a noise of 0.1 to 0.2 to serve best.
///
/// @param samples number n of noisy copies (default: 50)
/// @param noise   standard deviation of the noise, as a fraction of the range of the image's values (default: 0.15)
/// @param seed    random seed of the noise, which is the same for all images (default: 1)
public record SmoothGrad(int samples, double noise, long seed) implements Saliency {
    public SmoothGrad {
        Check.positive("samples", samples);
        Check.notNegative("noise", noise);
    }

    public SmoothGrad() {
        this(50, 0.15, 1);
    }

    @Override
    public String name() {
        return "smoothGrad";
    }

    @Override
    public String title() {
        return "SmoothGrad";
    }

    @Override
    public String meaning() {
        return "the same on average over %d noisy copies of the image (noise of %s of its range)"
                .formatted(samples, noise);
    }

    @Override
    public List<SaliencyMap> of(ImageModel model, List<Score> subjects, Backend backend) {
        model.require(subjects);
        int count = subjects.size();
        int size = model.image().size();
        double[][] sums = new double[count][size];
        Passes.ofGradients(model, count * samples, backend)
                .run(Math.multiplyExact(count, samples), new Noisy(subjects, size), (row, _, gradient, offset) -> {
                    double[] sum = sums[row % count];
                    for (int i = 0; i < size; i++) {
                        sum[i] += gradient[offset + i];
                    }
                });
        double[] scores = new double[count];
        Passes.ofScores(model, count, backend)
                .run(count, new Unchanged(subjects), (row, score, _, _) -> scores[row] = score);
        return IntStream.range(0, count)
                .mapToObj(i -> new SaliencyMap(model.image(), mean(sums[i]), false, scores[i], Double.NaN))
                .toList();
    }

    private float[] mean(double[] sum) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / samples);
        }
        return mean;
    }

    /// One copy of every image, then another of every image: the normal numbers are drawn once for all.
    private final class Noisy implements Passes.Variants {
        private final List<Score> subjects;
        private final List<Float> ranges = new ArrayList<>();
        private final float[] normals;
        private int drawn = -1;

        Noisy(List<Score> subjects, int size) {
            this.subjects = subjects;
            normals = new float[size];
            subjects.forEach(subject -> ranges.add(range(subject.example())));
        }

        private static float range(float[] values) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (float value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            return most - least;
        }

        @Override
        public Score subject(int row) {
            return subjects.get(row % subjects.size());
        }

        @Override
        public void write(int row, float[] into, int offset) {
            draw(row / subjects.size());
            float[] example = subject(row).example();
            float deviation = (float) (noise * ranges.get(row % subjects.size()));
            for (int i = 0; i < example.length; i++) {
                into[offset + i] = example[i] + deviation * normals[i];
            }
        }

        private void draw(int sample) {
            if (sample != drawn) {
                RandomKey key = RandomKey.of(seed).with("smoothGrad").with(sample);
                for (int i = 0; i < normals.length; i++) {
                    normals[i] = (float) key.normal(i);
                }
                drawn = sample;
            }
        }
    }
}
