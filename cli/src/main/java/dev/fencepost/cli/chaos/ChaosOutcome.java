package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.oracle.Verdict;
import dev.fencepost.chaos.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param done the faults that were really done, each in a line
 * @param failedTasks tasks that were given up, each in a line; a run expects none
 * @param stuck what did not come to rest, each in a line
 */
record ChaosOutcome(
    Schedule schedule,
    List<String> done,
    int scans,
    int activations,
    List<String> failedTasks,
    List<String> stuck,
    Verdict verdict,
    @Nullable Double recoveryP50,
    @Nullable Double recoveryMax,
    Duration settled) {

  ChaosOutcome {
    done = List.copyOf(done);
    failedTasks = List.copyOf(failedTasks);
    stuck = List.copyOf(stuck);
  }

  boolean isGood() {
    return verdict.isExact() && stuck.isEmpty() && failedTasks.isEmpty();
  }

  /** The keys are an interface. */
  Map<String, Object> object() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seed", schedule.seed());
    all.put("faults", done.size());
    all.put("schedule", done);
    all.put("records", verdict.records());
    all.put("scans", scans);
    all.put("activations", activations);
    all.put("missing", verdict.missing());
    all.put("extra", verdict.extra());
    all.put("stale", verdict.stale());
    Map<String, Object> frozen = new LinkedHashMap<>();
    frozen.put("compared", verdict.frozen());
    frozen.put("undecided", verdict.undecided());
    all.put("frozen", frozen);
    all.put("doubled", verdict.doubled());
    all.put("after_stop", verdict.afterStop());
    Map<String, Object> deadLetters = new LinkedHashMap<>();
    deadLetters.put("expected", verdict.spoilt());
    deadLetters.put("lost", verdict.lostDeadLetters());
    deadLetters.put("wrong", verdict.wrongDeadLetters());
    all.put("dead_letters", deadLetters);
    all.put("stuck", stuck.size() + failedTasks.size() + verdict.unended());
    Map<String, @Nullable Object> recovery = new LinkedHashMap<>();
    recovery.put("p50", recoveryP50);
    recovery.put("max", recoveryMax);
    all.put("recovery_seconds", recovery);
    all.put("settle_seconds", settled.toMillis() / 1000.0);
    List<String> samples = new ArrayList<>(stuck);
    samples.addAll(failedTasks);
    samples.addAll(verdict.samples());
    all.put("samples", samples);
    return all;
  }
}
