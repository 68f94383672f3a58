package nunchi.cpu;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nunchi.backend.Backend;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.tensor.Shape;

/// Convolutions that are large enough to be cut, in every way that there is, by sizes that do not divide.
final class ConvolutionCuts {
    private static final int PRIME = 31;

    private ConvolutionCuts() {}

    static List<ConvolutionCase> all() {
        return Stream.of(transformed(), defined()).flatMap(cases -> cases).toList();
    }

    /// By Winograd's transforms.
    static Stream<ConvolutionCase> transformed() {
        Window leaning = new Window(new WindowAxis(3, 1, 1, 0, 2, 5), new WindowAxis(3, 1, 1, 2, 0, 9));
        return Stream.of(
                // chunks of rows of tiles, and several rows of tiles at once in each
                new ConvolutionCase(leaning, 1, Shape.of(88, 5, 9, 17), 16),
                ConvolutionCase.of(5, 1, 2, Shape.of(8, 23, 21, 16), 16),
                // blocks of channels and of units
                ConvolutionCase.of(3, 1, 1, Shape.of(3, 5, 5, 100), 200),
                ConvolutionCase.of(5, 1, 2, Shape.of(3, 5, 5, 100), 90),
                // tiles that stick out, units that fill no vector
                ConvolutionCase.of(3, 1, 1, Shape.of(11, 7, 7, 33), 65));
    }

    /// As defined whether strict or not.
    static Stream<ConvolutionCase> defined() {
        return Stream.of(
                // one image in bands; for the second its size alone asks for it
                ConvolutionCase.of(5, 1, 2, Shape.of(1, 40, 40, 18), 12),
                ConvolutionCase.of(3, 1, 1, Shape.of(1, 40, 40, 64), 9),
                ConvolutionCase.of(3, 1, 1, Shape.of(3, 13, 11, 33), 51).inGroups(3),
                // few steps and many units: blocks of units; rows of the weight that would meet in the cache
                ConvolutionCase.of(3, 1, 1, Shape.of(1, 5, 6, 40), 200),
                ConvolutionCase.of(1, 1, 0, Shape.of(1, 9, 7, 288), 512),
                // every remainder of the stride by itself, with places that no window meets
                ConvolutionCase.of(5, 2, 2, Shape.of(3, 17, 15, 21), 37),
                ConvolutionCase.of(2, 3, 0, Shape.of(5, 19, 21, 10), 14).inGroups(2),
                // more images than chunks; one image to a chunk; images that are copied one after the other
                ConvolutionCase.of(3, 1, 1, Shape.of(35, 9, 9, 5), 18),
                ConvolutionCase.of(3, 1, 0, Shape.of(35, 25, 25, 3), 8),
                ConvolutionCase.of(5, 4, 1, Shape.of(3, 40, 40, 32), 17));
    }

    /// The bits of every case's results, as the backend likes and as defined.
    static String digest(Backend backend) {
        return all().stream()
                .flatMap(each ->
                        Stream.of(false, true).map(strict -> Long.toHexString(digest(each.on(backend, strict)))))
                .collect(Collectors.joining("+"));
    }

    private static long digest(Map<String, float[]> results) {
        long digest = 0;
        for (String name : ConvolutionCase.RESULTS) {
            for (float value : results.get(name)) {
                digest = PRIME * digest + Float.floatToIntBits(value);
            }
        }
        return digest;
    }
}
