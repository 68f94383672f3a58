package nunchi.app;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import nunchi.inspect.LayerMap;

/// Prints each layer as soon as it is inspected: in columns, or where the terminal is too narrow for these below its
/// name.
final class LayerLines implements Consumer<LayerMap> {
    private static final String LINE = "%-24s  %-14s  %10s  %10s  %10s  %8s  %12s";
    private static final int WIDTH = 100;
    private static final List<String> HEAD =
            List.of("layer", "output", "all values", "PCA", "t-SNE", "KL", "PCA variance");

    private final PrintWriter out;
    private final int columns;
    private boolean first = true;

    LayerLines(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void accept(LayerMap layer) {
        boolean wide = columns >= WIDTH;
        if (first) {
            out.println(Lines.folded(
                    "1-nearest-neighbour accuracy by all values, in the PCA plane and on the t-SNE map:", columns));
            if (wide) {
                out.println(line(HEAD));
            }
            first = false;
        }
        List<String> cells = cells(layer);
        if (wide) {
            out.println(line(cells));
        } else {
            out.print(new TextTable("llrrrrr")
                    .head(HEAD.toArray(String[]::new))
                    .row(cells.toArray(String[]::new))
                    .stacked(columns));
        }
        out.flush();
    }

    private static List<String> cells(LayerMap layer) {
        LayerMap.Embedding embedding = layer.embedding();
        return List.of(
                layer.path(),
                layer.output().toString(),
                Numbers.percent(layer.nearestLabel()),
                Numbers.percent(layer.principal().nearestLabel()),
                embedding == null ? "–" : Numbers.percent(embedding.plane().nearestLabel()),
                embedding == null ? "–" : Numbers.loss(embedding.divergence()),
                Numbers.percent(Arrays.stream(layer.shares()).sum()));
    }

    private static String line(List<String> cells) {
        return String.format(Locale.ROOT, LINE, cells.toArray());
    }
}
