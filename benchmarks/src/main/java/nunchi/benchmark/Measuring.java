package nunchi.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The main program of every engine: `SUITE THREADS [STUDY]` measures what the suite asks for with this number of
/// threads, of one study if it is given, and prints one line of JSON for each.
public final class Measuring {
    private Measuring() {}

    public static void measure(Engine engine, String[] arguments) {
        Suite suite = Suite.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int threads = Integer.parseInt(arguments[1]);
        List<Work> works = suite.works(threads, Runtime.getRuntime().availableProcessors());
        double peak = engine.peak(threads);
        for (Work work : works) {
            if (arguments.length < 3 || work.name().startsWith(arguments[2] + ":")) {
                measure(engine, work, new Setting(threads, peak, new Stopwatch(suite.seconds())));
            }
        }
    }

    private record Setting(int threads, double peak, Stopwatch stopwatch) {}

    private static void measure(Engine engine, Work work, Setting setting) {
        Optional<Engine.Task> prepared = engine.prepare(work, setting.threads());
        if (prepared.isEmpty()) {
            return;
        }
        try (Engine.Task task = prepared.get()) {
            for (int update = 0; work instanceof Work.Training training && update < training.updates(); update++) {
                task.run();
            }
            double[] times = setting.stopwatch().milliseconds(task::run);
            System.out.println(new Measurement(
                            engine.name(),
                            work.name(),
                            setting.threads(),
                            times[times.length / 2],
                            times[0],
                            times.length,
                            setting.peak())
                    .line());
        }
    }
}
