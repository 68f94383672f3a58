package nunchi.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nunchi.data.DataCatalogue;
import nunchi.data.DownloadEvent;
import nunchi.data.DownloadListener;
import nunchi.data.Downloader;
import org.jspecify.annotations.Nullable;

/// Shows a download as it goes: on a terminal one line that is drawn over, elsewhere a line at its beginning and one at
/// its end.
final class DownloadProgress implements DownloadListener {
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final Terminal terminal;
    private long startedAt;
    private long drawnAt;
    private long already;

    DownloadProgress(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// Nunchi's data sets, with downloads and notes on files shown, each note once.
    ///
    /// @param folder where to look first; may be null
    static DataCatalogue catalogue(@Nullable Path folder, PrintWriter out) {
        DownloadProgress progress = new DownloadProgress(out, Terminal.present());
        Set<String> told = ConcurrentHashMap.newKeySet();
        return DataCatalogue.standard(folder)
                .withDownloader(new Downloader(progress))
                .withNotes(note -> {
                    if (told.add(note)) {
                        progress.line("note: " + note);
                    }
                });
    }

    @Override
    public void on(DownloadEvent event) {
        switch (event) {
            case DownloadEvent.Started started -> start(started);
            case DownloadEvent.Progressed progressed -> draw(progressed);
            case DownloadEvent.MirrorFailed failed ->
                line("%s: %s: %s".formatted(failed.file(), failed.from().getHost(), failed.reason()));
            case DownloadEvent.Finished finished ->
                line("%s is complete and lies in %s"
                        .formatted(finished.file(), finished.place().getParent()));
        }
    }

    private void start(DownloadEvent.Started started) {
        startedAt = System.nanoTime();
        drawnAt = startedAt;
        already = started.already();
        String size = started.bytes() < 0 ? "" : ", " + Numbers.megabytes(started.bytes());
        String resumed = already > 0 ? ", going on after " + Numbers.megabytes(already) : "";
        line("fetching %s from %s%s%s".formatted(started.file(), started.from().getHost(), size, resumed));
    }

    private void draw(DownloadEvent.Progressed progressed) {
        long now = System.nanoTime();
        if (!terminal.interactive() || now - drawnAt < REDRAW_NANOS) {
            return;
        }
        drawnAt = now;
        double rate = (progressed.done() - already) / ((now - startedAt) / 1e9);
        String whole = progressed.bytes() < 0
                ? ""
                : " of %s (%s)"
                        .formatted(
                                Numbers.megabytes(progressed.bytes()),
                                Numbers.roundPercent((double) progressed.done() / progressed.bytes()));
        String left =
                progressed.bytes() < 0 ? "" : "  ETA " + Numbers.clock((progressed.bytes() - progressed.done()) / rate);
        String line = "%s%s  %s/s%s"
                .formatted(Numbers.megabytes(progressed.done()), whole, Numbers.megabytes((long) rate), left);
        terminal.draw(out, line);
    }

    private void line(String text) {
        terminal.erase(out);
        out.println(text);
        out.flush();
    }
}
