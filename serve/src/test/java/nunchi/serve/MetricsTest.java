package nunchi.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static final long MILLISECOND = 1_000_000;

    /// Values by hand: of three requests two took at most 2.5 ms, and all at most 250 ms.
    @Test
    void requestsAreCountedAndTheirTimesAddedUp() {
        Metrics metrics = new Metrics(() -> 3);
        metrics.count("m", 200, 2 * MILLISECOND);
        metrics.count("m", 200, 2 * MILLISECOND + 500_000);
        metrics.count("m", 400, 200 * MILLISECOND);
        metrics.count("", 404, MILLISECOND);
        assertThat(metrics.text().lines())
                .contains(
                        "# TYPE nunchi_requests_total counter",
                        "nunchi_requests_total{model=\"\",status=\"404\"} 1",
                        "nunchi_requests_total{model=\"m\",status=\"200\"} 2",
                        "nunchi_requests_total{model=\"m\",status=\"400\"} 1",
                        "# TYPE nunchi_request_duration_seconds histogram",
                        "nunchi_request_duration_seconds_bucket{model=\"m\",le=\"0.001\"} 0",
                        "nunchi_request_duration_seconds_bucket{model=\"m\",le=\"0.0025\"} 2",
                        "nunchi_request_duration_seconds_bucket{model=\"m\",le=\"0.1\"} 2",
                        "nunchi_request_duration_seconds_bucket{model=\"m\",le=\"0.25\"} 3",
                        "nunchi_request_duration_seconds_bucket{model=\"m\",le=\"+Inf\"} 3",
                        "nunchi_request_duration_seconds_sum{model=\"m\"} 0.2045",
                        "nunchi_request_duration_seconds_count{model=\"m\"} 3",
                        "# TYPE nunchi_queue_length gauge",
                        "nunchi_queue_length 3");
    }

    @Test
    void everyLineHasTheFormOfPrometheus() {
        Metrics metrics = new Metrics(() -> 0);
        metrics.count("a \"b\"\\c\nd", 200, MILLISECOND);
        String number = "[-+0-9.E]+|\\+Inf";
        String label = "[a-z]+=\"(\\\\[\\\\\"n]|[^\"\\\\\\n])*\"";
        assertThat(metrics.text().lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+")
                        || line.matches("[a-z_]+(\\{%1$s(,%1$s)*})? (%2$s)".formatted(label, number)));
        assertThat(metrics.text()).contains("model=\"a \\\"b\\\"\\\\c\\nd\"");
    }
}
