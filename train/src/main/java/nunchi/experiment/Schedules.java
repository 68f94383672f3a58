package nunchi.experiment;

import java.util.List;
import nunchi.schedule.ConstantRate;
import nunchi.schedule.Cosine;
import nunchi.schedule.Exponential;
import nunchi.schedule.OneCycle;
import nunchi.schedule.Schedule;
import nunchi.schedule.Steps;
import nunchi.schedule.WarmUp;

/// The catalogue's schedules: apart, because initial values have a `ConstantRate` too.
final class Schedules {
    private Schedules() {}

    static Catalogue added(Catalogue catalogue) {
        return catalogue.with(
                Schedule.class,
                List.of(
                        ConstantRate.class,
                        Steps.class,
                        Exponential.class,
                        Cosine.class,
                        WarmUp.class,
                        OneCycle.class));
    }
}
