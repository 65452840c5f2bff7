package io.muster.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The text that Prometheus reads.
class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void countersGaugesAndTimesAreWritten() {
        metrics.count("muster_b_total", "Bees.", "kind=\"x\"");
        metrics.count("muster_b_total", "Bees.", "kind=\"x\"");
        metrics.add("muster_c_total", "Seas.", 5);
        metrics.gauge("muster_a", "Ays.", () -> 1.5);
        metrics.requestTook(3_000_000);
        metrics.requestTook(20_000_000_000L);

        assertThat(metrics.text())
                .startsWith(
                        """
                        # HELP muster_a Ays.
                        # TYPE muster_a gauge
                        muster_a 1.5
                        # HELP muster_b_total Bees.
                        # TYPE muster_b_total counter
                        muster_b_total{kind="x"} 2
                        # HELP muster_c_total Seas.
                        # TYPE muster_c_total counter
                        muster_c_total 5
                        # HELP muster_http_request_seconds\
                        """)
                .contains(
                        """
                        muster_http_request_seconds_bucket{le="0.0025"} 0
                        muster_http_request_seconds_bucket{le="0.005"} 1
                        """)
                .endsWith(
                        """
                        muster_http_request_seconds_bucket{le="10.0"} 1
                        muster_http_request_seconds_bucket{le="+Inf"} 2
                        muster_http_request_seconds_sum 20.003
                        muster_http_request_seconds_count 2
                        """);
    }
}
