package nunchi.cpu;

import java.util.List;
import java.util.Map;
import nunchi.cpu.kernel.Kernels;
import nunchi.tensor.Shape;

/// How far values are from their definition in float64, as a fraction of the root mean square of what they should be.
///
/// The program prints a Markdown table for the layers of two networks on operands uniform in [-1, 1].
///
/// @param rms     root mean square of all differences
/// @param largest of all differences
record ConvolutionError(double rms, double largest) {

    /// The layers of two networks, for digits and for colour images, that have channels enough for Winograd's
    /// transforms.
    static List<ConvolutionCase> layers() {
        return List.of(
                ConvolutionCase.of(5, 1, 2, Shape.of(1, 28, 28, 64), 64),
                ConvolutionCase.of(3, 1, 1, Shape.of(2, 14, 14, 64), 64),
                ConvolutionCase.of(3, 1, 1, Shape.of(4, 7, 7, 64), 64),
                ConvolutionCase.of(3, 1, 1, Shape.of(1, 16, 16, 64), 128),
                ConvolutionCase.of(3, 1, 1, Shape.of(3, 8, 8, 128), 256),
                ConvolutionCase.of(3, 1, 1, Shape.of(12, 4, 4, 256), 512));
    }

    static ConvolutionError of(double[] exact, float[] actual) {
        double squares = 0;
        double differences = 0;
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            double difference = Math.abs(actual[i] - exact[i]);
            squares += exact[i] * exact[i];
            differences += difference * difference;
            largest = Math.max(largest, difference);
        }
        return new ConvolutionError(Math.sqrt(differences / squares), largest / Math.sqrt(squares / exact.length));
    }

    public static void main(String[] arguments) {
        System.out.println("| layer | batch | what | Winograd: rms | largest | strict: rms | largest |");
        System.out.println("|---|--:|---|--:|--:|--:|--:|");
        try (CpuBackend backend = new CpuBackend(2, Kernels.best())) {
            layers().forEach(layer -> printRows(layer, backend));
        }
    }

    private static void printRows(ConvolutionCase layer, CpuBackend backend) {
        Map<String, double[]> exact = layer.exact();
        Map<String, float[]> fast = layer.on(backend, false);
        Map<String, float[]> strict = layer.on(backend, true);
        Shape images = layer.images();
        int kernel = layer.window().rows().kernel();
        for (String what : ConvolutionCase.RESULTS) {
            System.out.printf(
                    "| %dx%d, %dx%d, %d to %d | %d | %s | %s | %s |%n",
                    images.extent(1),
                    images.extent(2),
                    kernel,
                    kernel,
                    images.last(),
                    layer.units(),
                    images.extent(0),
                    what,
                    of(exact.get(what), fast.get(what)),
                    of(exact.get(what), strict.get(what)));
        }
    }

    @Override
    public String toString() {
        return "%.1e | %.1e".formatted(rms, largest);
    }
}
