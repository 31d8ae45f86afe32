package dev.fencepost.streaming.landing;

import dev.fencepost.core.pace.LandingTimes;
import dev.fencepost.engine.landing.LandingReport;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What the dashboard shows of a landing task; see the names below. */
final class LandingMetrics {

  private static final int FLUSHES_REMEMBERED = 1_000;

  private final Counter sent;
  private final Counter landed;
  private final Counter applied;
  private final Counter retold;
  private final Counter judged;
  private final Counter opened;
  private final Counter closed;
  private final Counter deadLetters;
  private final Counter ignoredZombie;
  private final Counter ignoredStale;
  private final Counter swept;
  private final Histogram flushMillis;
  private final Histogram waitMillis;
  private volatile long generation;
  private volatile int unlanded;

  LandingMetrics(SinkWriterMetricGroup group) {
    sent = group.getNumRecordsSendCounter();
    landed = group.counter("landed");
    applied = group.counter("applied");
    retold = group.counter("retold");
    judged = group.counter("judged");
    opened = group.counter("opened");
    closed = group.counter("closed");
    deadLetters = group.counter("dead_letters");
    ignoredZombie = group.counter("ignored_zombie");
    ignoredStale = group.counter("ignored_stale");
    swept = group.counter("swept");
    flushMillis =
        group.histogram("flush_millis", new DescriptiveStatisticsHistogram(FLUSHES_REMEMBERED));
    waitMillis =
        group.histogram("wait_millis", new DescriptiveStatisticsHistogram(FLUSHES_REMEMBERED));
    group.gauge("policy_generation", () -> generation);
    group.gauge("unlanded", () -> unlanded);
  }

  void pending(int records) {
    unlanded = records;
  }

  void flushed(int records, LandingReport report, LandingTimes times) {
    unlanded = 0;
    generation = report.generation();
    flushMillis.update(times.landingMillis());
    waitMillis.update(times.waitMillis());
    sent.inc(records);
    landed.inc(report.landed());
    applied.inc(report.applied());
    retold.inc(report.retold());
    judged.inc(report.judged());
    opened.inc(report.opened());
    closed.inc(report.closed());
    deadLetters.inc(report.deadLetters());
    ignoredZombie.inc(report.ignoredZombie());
    ignoredStale.inc(report.ignoredStale());
    swept.inc(report.sweptFindings());
  }
}
