package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.oracle.Verdict;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.TextTable;
import dev.fencepost.cli.session.Terminal;
import java.util.List;
import java.util.Map;

/** The end of a run, for people. */
final class ChaosReport {

  private ChaosReport() {}

  static void print(Terminal terminal, ChaosOutcome outcome) {
    terminal.data("");
    terminal.data(
        "seed %d, %d faults, %d records, %d scans, %d fences"
            .formatted(
                outcome.schedule().seed(),
                outcome.done().size(),
                outcome.verdict().records(),
                outcome.scans(),
                outcome.activations()));
    outcome.done().forEach(fault -> terminal.data("  " + fault));
    terminal.data("");
    Verdict verdict = outcome.verdict();
    List<Map.Entry<String, Object>> rows =
        List.of(
            Map.entry("missing", verdict.missing()),
            Map.entry("extra", verdict.extra()),
            Map.entry("stale", verdict.stale()),
            Map.entry("doubled", verdict.doubled()),
            Map.entry("after a stop", verdict.afterStop()),
            Map.entry("dead letters lost", verdict.lostDeadLetters()),
            Map.entry("dead letters wrong", verdict.wrongDeadLetters()),
            Map.entry("stuck", outcome.stuck().size() + verdict.unended()),
            Map.entry("tasks given up", outcome.failedTasks().size()),
            Map.entry("recovery, median (s)", seconds(outcome.recoveryP50())),
            Map.entry("recovery, longest (s)", seconds(outcome.recoveryMax())),
            Map.entry("rest after (s)", "%.1f".formatted(outcome.settled().toMillis() / 1000.0)));
    terminal.data(
        TextTable.of(
            Listing.of(rows).with("what", Map.Entry::getKey).with("found", Map.Entry::getValue)));
    verdict.samples().forEach(terminal::data);
    outcome.stuck().forEach(terminal::data);
    outcome.failedTasks().forEach(terminal::data);
  }

  private static String seconds(@org.jspecify.annotations.Nullable Double seconds) {
    return seconds == null ? "-" : "%.1f".formatted(seconds);
  }

  static ExitCode judge(Terminal terminal, ChaosOutcome outcome) {
    if (outcome.isGood()) {
      terminal.say(terminal.good("exact: every finding was judged once, and nothing is stuck"));
      return ExitCode.OK;
    }
    terminal.error("the run found faults; the processes' logs tell more");
    return ExitCode.DIFFERENCES;
  }
}
