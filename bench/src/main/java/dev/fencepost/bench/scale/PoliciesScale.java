package dev.fencepost.bench.scale;

import dev.fencepost.bench.claim.ClaimTurn;
import dev.fencepost.bench.claim.TaskQueue;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.jvm.JvmWatch;
import dev.fencepost.bench.jvm.TimedCommand;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applying and dispatching with several numbers of policies: {@code policy apply} of all of them as
 * files, of the same files again and after one has changed; then a fence for each, and claims of
 * tasks and of backfills while all the backfills of these fences wait.
 */
final class PoliciesScale {

  private static final int WORKERS = 4;
  private static final int TASKS = 4_000;
  private static final int CLAIMED_AT_ONCE = 8;
  private static final double FLAT = 0.8;

  private final Home home;
  private final Path cache;
  private final Terminal terminal;
  private final int rounds;
  private final List<Series> series = new ArrayList<>();
  private final Map<String, List<Double>> medians = new LinkedHashMap<>();

  /**
   * @param cache where the servers' programs are kept
   * @param rounds how often what can be repeated is measured
   */
  PoliciesScale(Home home, Path cache, Terminal terminal, int rounds) {
    this.home = home;
    this.cache = cache;
    this.terminal = terminal;
    this.rounds = rounds;
  }

  /** Measures these numbers of policies, each in a database of its own. */
  void measure(List<Integer> numbers) throws Exception {
    Home own = new Home(home.folder().resolve("data").resolve("scale-policies"));
    try (Servers servers = Servers.start(own, PostgresSettings.in(own).withBinaries(cache))) {
      for (int policies : numbers) {
        try (Progress progress = new Progress(terminal, policies + " policies")) {
          measure(servers, policies);
          progress.done("applied and dispatched");
        }
      }
    }
  }

  List<Series> series() {
    return series;
  }

  /** The rates with the last number of policies as parts of the best ones. */
  List<Ratio> ratios() {
    return medians.entrySet().stream()
        .map(
            rate -> {
              List<Double> values = rate.getValue();
              double best = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
              return Ratio.atLeast(
                  FLAT, rate.getKey() + "_largest_to_best", values.get(values.size() - 1) / best);
            })
        .toList();
  }

  private void measure(Servers servers, int policies) throws Exception {
    String name = "policies_" + policies;
    servers.create(name);
    ConnectionSource.Settings database = servers.database(name);
    Schema.migrate(database);
    TaskQueue queue = new TaskQueue(database, 2 * TASKS);
    queue.prepare();
    apply(new PolicyFolder(servers.home(), database, policies), policies);
    try (WaitingBackfills waiting = new WaitingBackfills(database, policies)) {
      add("fences", policies, "fences/s", List.of(waiting.fences()));
      add("tasks_dispatched", policies, "tasks/s", claimed(database, queue));
      add("backfills_dispatched", policies, "backfills/s", List.of(waiting.taken()));
    }
  }

  private void apply(PolicyFolder folder, int policies) throws Exception {
    folder.write();
    TimedCommand apply = folder.apply();
    double first;
    TimedCommand.Running running = apply.start();
    JvmWatch watch = JvmWatch.ofCommand(running.process());
    try (watch) {
      first = policies / running.seconds(0);
    }
    List<Double> again = new ArrayList<>();
    List<Double> changed = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      again.add(policies / apply.seconds(0));
      folder.changeOne();
      changed.add(policies / apply.seconds(0));
    }
    add("apply", policies, "policies/s", List.of(first));
    add("apply_again", policies, "policies/s", again);
    add("apply_one_changed", policies, "policies/s", changed);
    series.add(new Series("apply_peak_" + policies, "MB", List.of(watch.peakMegabytes())));
  }

  /** After a turn to warm up. */
  private List<Double> claimed(ConnectionSource.Settings database, TaskQueue queue)
      throws Exception {
    ClaimTurn turn = new ClaimTurn(database, WORKERS, TASKS, CLAIMED_AT_ONCE);
    List<Double> rates = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      queue.fill();
      double rate = turn.fencepost();
      if (round >= 0) {
        rates.add(rate);
      }
    }
    return rates;
  }

  /** A rate, of which more is better. */
  private void add(String rate, int policies, String unit, List<Double> values) {
    Series one = new Series(rate + "_" + policies, unit, values);
    series.add(one);
    medians.computeIfAbsent(rate, name -> new ArrayList<>()).add(one.median());
  }
}
