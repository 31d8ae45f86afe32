package dev.fencepost.cli.demo;

import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.output.Json;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.TextTable;
import dev.fencepost.cli.policy.PolicyVerify;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.engine.review.PolicyState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The demo's end: tables or one object, and whether it proved what it should. */
record DemoReport(DemoOutcome outcome, Duration elapsed, String dashboard) {

  void printTables(Terminal terminal) {
    List<Map.Entry<String, Long>> findings =
        List.copyOf(new TreeMap<>(outcome.findings()).entrySet());
    section(
        terminal,
        "Findings",
        TextTable.of(
            Listing.of(findings)
                .with("info_type", Map.Entry::getKey)
                .with("findings", Map.Entry::getValue)));
    section(terminal, "Results", TextTable.of(policies()));
    section(terminal, "policy verify --all", TextTable.of(PolicyVerify.listing(outcome.checks())));
    terminal.data("");
    terminal.data(
        String.format(
            Locale.ROOT,
            "%d tasks consumed, %d failed, %d dead letters, %.1f s",
            outcome.consumedTasks(),
            outcome.failedTasks(),
            outcome.deadLetters(),
            seconds()));
  }

  private Listing<PolicyState> policies() {
    return Listing.of(outcome.policies())
        .with("policy", PolicyState::name)
        .with("status", policy -> policy.status().name())
        .with("open", policy -> policy.results().open())
        .with("by_backfill", policy -> policy.results().openByBackfill())
        .with("by_stream", policy -> policy.results().openByStream())
        .with("closed", policy -> policy.results().closed());
  }

  private static void section(Terminal terminal, String title, String table) {
    terminal.data("");
    terminal.data(title);
    terminal.data(table);
  }

  void printJson(Terminal terminal) {
    terminal.data(Json.pretty(object()));
  }

  /** The keys are an interface. */
  Map<String, Object> object() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("findings", outcome.findings().values().stream().mapToLong(Long::longValue).sum());
    List<Map<String, Object>> policies = new ArrayList<>();
    for (PolicyState policy : outcome.policies()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", policy.name());
      one.put("open", policy.results().open());
      one.put("closed", policy.results().closed());
      one.put("by_backfill", policy.results().openByBackfill());
      one.put("by_stream", policy.results().openByStream());
      policies.add(one);
    }
    all.put("policies", policies);
    Map<String, Object> tasks = new LinkedHashMap<>();
    tasks.put("consumed", outcome.consumedTasks());
    tasks.put("failed", outcome.failedTasks());
    all.put("tasks", tasks);
    all.put("dead_letters", outcome.deadLetters());
    Map<String, Object> verify = new LinkedHashMap<>();
    verify.put("missing", outcome.missing());
    verify.put("extra", outcome.extra());
    verify.put("stale", outcome.stale());
    all.put("verify", verify);
    all.put("seconds", seconds());
    all.put("dashboard", dashboard);
    return all;
  }

  private double seconds() {
    return Math.round(elapsed.toMillis() / 100.0) / 10.0;
  }

  /** Says what the demo failed to show, if anything. */
  ExitCode judge(Terminal terminal) {
    if (outcome.missing() + outcome.extra() + outcome.stale() > 0) {
      terminal.error("verify found differences, so the results are not what they should be");
      return ExitCode.DIFFERENCES;
    }
    List<String> lacking = new ArrayList<>();
    if (outcome.openedByBackfill() == 0) {
      lacking.add("the backfill opened nothing");
    }
    if (outcome.openedByStream() == 0) {
      lacking.add("the stream opened nothing");
    }
    if (outcome.closed() == 0) {
      lacking.add("nothing closed");
    }
    if (!lacking.isEmpty()) {
      terminal.error(
          "the results are exact, but the demo shows too little: " + String.join(", ", lacking));
      return ExitCode.FAILED;
    }
    terminal.say(terminal.good("exact: nothing missing, extra or stale"));
    return ExitCode.OK;
  }
}
