package nunchi.step;

import java.util.ArrayList;
import java.util.List;
import nunchi.graph.op.Convolution;
import nunchi.graph.op.ConvolutionWeightGradient;
import nunchi.graph.op.TransposedConvolution;
import nunchi.graph.op.Window;
import nunchi.graph.op.WindowAxis;
import nunchi.step.Term.Factor;
import nunchi.tensor.Shape;

/// The terms of ops that slide a window over images; what lies in the padding is no term.
record WindowTerms(Terms terms) {
    private interface Visit {
        void at(int rowTap, int columnTap, int row, int column);
    }

    List<Term> convolved(Convolution op) {
        int[] y = place();
        Shape weight = terms.shape(1);
        int group = y[3] / (weight.last() / op.groups());
        List<Term> found = new ArrayList<>();
        under(op.window(), y[1], y[2], (k, l, row, column) -> {
            for (int c = 0; c < weight.extent(2); c++) {
                found.add(product(
                        new int[] {y[0], row, column, group * weight.extent(2) + c}, new int[] {k, l, c, y[3]}));
            }
        });
        return found;
    }

    List<Term> spread(TransposedConvolution op) {
        int[] x = place();
        Shape weight = terms.shape(1);
        int units = weight.last() / op.groups();
        int group = x[3] / weight.extent(2);
        List<Term> found = new ArrayList<>();
        over(op.window(), x[1], x[2], (k, l, row, column) -> {
            for (int u = group * units; u < (group + 1) * units; u++) {
                found.add(product(new int[] {x[0], row, column, u}, new int[] {k, l, x[3] % weight.extent(2), u}));
            }
        });
        return found;
    }

    List<Term> weighted(ConvolutionWeightGradient op) {
        int[] w = place();
        Shape weight = terms.node().shape();
        Shape outputs = terms.shape(1);
        int channel = w[3] / (weight.last() / op.groups()) * weight.extent(2) + w[2];
        List<Term> found = new ArrayList<>();
        for (int n = 0; n < outputs.extent(0); n++) {
            for (int i = op.window().rows().firstOutput(w[0]);
                    i < op.window().rows().endOutput(w[0]);
                    i++) {
                WindowAxis columns = op.window().columns();
                for (int j = columns.firstOutput(w[1]); j < columns.endOutput(w[1]); j++) {
                    int row = op.window().rows().position(i, w[0]);
                    found.add(product(
                            new int[] {n, row, columns.position(j, w[1]), channel}, new int[] {n, i, j, w[3]}));
                }
            }
        }
        return found;
    }

    List<Term> pooled(Window window) {
        int[] y = place();
        boolean ranked = terms.node().input(0) != terms.node().input(1);
        List<Term> found = new ArrayList<>();
        under(window, y[1], y[2], (_, _, row, column) -> {
            Factor x = factor(0, y[0], row, column, y[3]);
            found.add(ranked ? Term.of(x.value(), x, factor(1, y[0], row, column, y[3])) : Term.of(x.value(), x));
        });
        return found;
    }

    /// The windows whose largest value is this one.
    List<Term> unpooled(Window window) {
        int[] x = place();
        List<Term> found = new ArrayList<>();
        over(window, x[1], x[2], (_, _, row, column) -> {
            if (largest(window, x, row, column) == terms.index()) {
                found.add(Term.product(factor(0, x[0], row, column, x[3])));
            }
        });
        return found;
    }

    /// The index of the largest value under a window, the first of equal ones.
    private int largest(Window window, int[] x, int down, int across) {
        int[] best = {-1};
        double[] ranking = terms.values(1);
        under(window, down, across, (_, _, row, column) -> {
            int at = Coordinates.index(terms.shape(1), x[0], row, column, x[3]);
            if (best[0] < 0 || ranking[at] > ranking[best[0]] || Double.isNaN(ranking[at])) {
                best[0] = at;
            }
        });
        return best[0];
    }

    private int[] place() {
        return Coordinates.of(terms.node().shape(), terms.index());
    }

    private Term product(int[] left, int[] right) {
        return Term.product(factor(0, left), factor(1, right));
    }

    private Factor factor(int operand, int... place) {
        return terms.factor(operand, Coordinates.index(terms.shape(operand), place));
    }

    /// The pixels under the window of an output.
    private static void under(Window window, int down, int across, Visit visit) {
        for (int k = window.rows().firstTap(down); k < window.rows().endTap(down); k++) {
            for (int l = window.columns().firstTap(across); l < window.columns().endTap(across); l++) {
                int column = window.columns().position(across, l);
                visit.at(k, l, window.rows().position(down, k), column);
            }
        }
    }

    /// The outputs whose window has the pixel.
    private static void over(Window window, int row, int column, Visit visit) {
        for (int k = 0; k < window.rows().kernel(); k++) {
            for (int l = 0; l < window.columns().kernel(); l++) {
                if (window.rows().reads(row, k) && window.columns().reads(column, l)) {
                    visit.at(
                            k, l, window.rows().reader(row, k), window.columns().reader(column, l));
                }
            }
        }
    }
}
