package nunchi.saliency;

import java.util.List;
import java.util.stream.IntStream;
import nunchi.backend.Backend;
import nunchi.check.Check;
import org.jspecify.annotations.Nullable;

/// The gradients gathered on the straight way from a baseline x' to the image:
/// `(x - x') · ∫₀¹ ∂S/∂x (x' + α(x - x')) dα`, the integral taken as the mean over `steps` midpoints. In units of the
/// score; the values' sum is `S(x) - S(x')` but for the error of the integral, which [SaliencyMap#gap] tells.
/// `[rows, columns, channels]`, drawn by the sum of a pixel's channels. A pixel as bright as the baseline has 0,
/// whatever it means to the model.
///
/// Sundararajan, Taly, Yan: *Axiomatic attribution for deep networks*, ICML 2017, equations 1 and 3.
///
/// @param baseline value of every pixel of x'; null for the lowest value of the data set, black
/// @param steps    number of midpoints of the integral (default: 64)
public record IntegratedGradients(@Nullable Double baseline, int steps) implements Saliency {
    public IntegratedGradients {
        Check.positive("steps", steps);
        Check.require(
                baseline == null || Double.isFinite(baseline),
                "baseline is %s; it must be a finite number".formatted(baseline));
    }

    public IntegratedGradients() {
        this(null, 64);
    }

    @Override
    public String name() {
        return "integratedGradients";
    }

    @Override
    public String title() {
        return "Integrated gradients";
    }

    @Override
    public String meaning() {
        return "what a pixel adds to the score (red) or takes from it (blue) on the way from %s to the image, in %d steps"
                .formatted(baseline == null ? "black" : "the value " + baseline, steps);
    }

    @Override
    public List<SaliencyMap> of(ImageModel model, List<Score> subjects, Backend backend) {
        model.require(subjects);
        int size = model.image().size();
        float from = baseline == null ? model.range().minimum() : baseline.floatValue();
        double[][] sums = new double[subjects.size()][size];
        double[][] ends = new double[subjects.size()][2];
        int rows = Math.multiplyExact(subjects.size(), steps + 2);
        Passes.ofGradients(model, rows, backend)
                .run(rows, new Way(subjects, from, steps), (row, score, gradient, offset) -> {
                    int subject = row / (steps + 2);
                    int step = row % (steps + 2);
                    if (step >= steps) {
                        ends[subject][step - steps] = score;
                        return;
                    }
                    for (int i = 0; i < size; i++) {
                        sums[subject][i] += gradient[offset + i];
                    }
                });
        return IntStream.range(0, subjects.size())
                .mapToObj(i -> map(model, subjects.get(i).example(), from, sums[i], ends[i]))
                .toList();
    }

    private SaliencyMap map(ImageModel model, float[] example, float from, double[] sums, double[] ends) {
        float[] values = new float[sums.length];
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            double value = (example[i] - from) * (sums[i] / steps);
            values[i] = (float) value;
            total += value;
        }
        return new SaliencyMap(model.image(), values, true, ends[1], Math.abs(total - (ends[1] - ends[0])));
    }

    /// The midpoints of the steps from the baseline to each image, then the baseline, then the image.
    private record Way(List<Score> subjects, float from, int steps) implements Passes.Variants {
        @Override
        public Score subject(int row) {
            return subjects.get(row / (steps + 2));
        }

        @Override
        public void write(int row, float[] into, int offset) {
            int step = row % (steps + 2);
            float share = step < steps ? (step + 0.5f) / steps : step - steps;
            float[] example = subject(row).example();
            for (int i = 0; i < example.length; i++) {
                into[offset + i] = from + share * (example[i] - from);
            }
        }
    }
}
