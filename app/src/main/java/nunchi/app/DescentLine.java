package nunchi.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import nunchi.embed.Tsne.Look;

/// Shows a descent as it goes: on a terminal one line that is drawn over, elsewhere a plain line per look.
final class DescentLine implements Consumer<Look> {
    private final PrintWriter out;
    private final Terminal terminal;
    private final int iterations;
    private final long start = System.nanoTime();

    DescentLine(PrintWriter out, Terminal terminal, int iterations) {
        this.out = out;
        this.terminal = terminal;
        this.iterations = iterations;
    }

    @Override
    public void accept(Look look) {
        String what = "iteration %d/%d".formatted(look.iteration(), iterations);
        String divergence = "KL " + Numbers.loss(look.divergence());
        if (!terminal.interactive()) {
            out.println(what + "  " + divergence);
        } else if (look.iteration() == iterations) {
            terminal.erase(out);
        } else {
            double left = PlaneMap.seconds(start) / look.iteration() * (iterations - look.iteration());
            String line = ProgressLine.of(
                    terminal.columns(),
                    what,
                    (double) look.iteration() / iterations,
                    List.of(divergence, "ETA " + Numbers.clock(left)),
                    List.of());
            terminal.draw(out, line);
        }
        out.flush();
    }
}
