package dev.fencepost.bench.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.bench.load.Latencies;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FlushLogTest {

  private static final Instant FROM = Instant.parse("2026-01-01T10:00:10Z");
  private static final Instant TO = Instant.parse("2026-01-01T10:00:20Z");

  private final Histogram flushes = Latencies.empty();

  @Test
  void flushes_that_were_at_work_within_the_time_count_and_nothing_else_does() {
    add("2026-01-01T10:00:09.999Z", 400);
    add("2026-01-01T10:00:10.000Z", 30);
    add("2026-01-01T10:00:20.040Z", 50);
    add("2026-01-01T10:00:20.060Z", 50);
    FlushLog.add(flushes, "2026-01-01T10:00:12.000Z INFO  o.a.f.Something - 70 ms", FROM, TO);

    assertThat(flushes.getTotalCount()).isEqualTo(2);
    assertThat(Latencies.millis(flushes, 100)).isCloseTo(50, withinAThousandth());
  }

  private void add(String ended, int millis) {
    String line =
        "%s DEBUG d.f.s.landing.LandingWriter - landed 1200 records in %d ms"
            .formatted(ended, millis);
    FlushLog.add(flushes, line, FROM, TO);
  }

  private static org.assertj.core.data.Percentage withinAThousandth() {
    return org.assertj.core.data.Percentage.withPercentage(0.1);
  }
}
