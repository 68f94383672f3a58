package nunchi.metric;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import nunchi.check.InvalidRequestException;
import org.junit.jupiter.api.Test;

/// A run's files hold a metric's values under its name, so that no two figures may have one.
class MetricNamesTest {
    private record Named(String name) implements Metric {
        @Override
        public Direction direction() {
            return Direction.MAX;
        }

        @Override
        public double value(Predictions predictions) {
            return 42;
        }
    }

    private record Other() implements Metric {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public Direction direction() {
            return Direction.MAX;
        }

        @Override
        public double value(Predictions predictions) {
            return 0;
        }
    }

    private static void refused(String message, Metric... metrics) {
        assertThatThrownBy(() -> Metrics.requireNames(Arrays.asList(metrics)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFigureOfEveryRunKeepsItsName() {
        refused("one called loss, which every run measures already", new Named("loss"));
        refused("one called accuracy, which every run measures already", new Named("accuracy"));
    }

    @Test
    void noTwoMetricsHaveOneName() {
        refused("two called f1", new Named("f1"));
        refused("two called own", new Named("own"), new Other());
        assertThatCode(() -> Metrics.requireNames(List.of(new F1(), new F1(), new Named("own"), new Named("own"))))
                .doesNotThrowAnyException();
    }

    @Test
    void aMetricWithoutANameIsRefused() {
        refused("one without a name, a Named", new Named(null));
        refused("one without a name, a Named", new Named(" "));
    }
}
