package io.ringcast.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsPageTests {
    @Test
    void anExpressionsMetricsAreFoundAmongFunctionsLabelsAndNumbers() {
        assertThat(
                        MetricsPage.metricsIn(
                                "histogram_quantile(0.99, sum by (le, instance) (rate(a_seconds_bucket{job=\"x\",y=\"z\"}[1m])))"))
                .containsExactly("a_seconds_bucket");
        assertThat(MetricsPage.metricsIn("rate(a_sum[1m]) / rate(a_count[1m])")).containsExactly("a_count", "a_sum");
        assertThat(MetricsPage.metricsIn("plain_gauge")).containsExactly("plain_gauge");
    }
}
