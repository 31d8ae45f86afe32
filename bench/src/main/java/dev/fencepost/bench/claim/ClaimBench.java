package dev.fencepost.bench.claim;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "claim",
    description = {
      "Measures how quickly tasks are claimed and reported while many are queued.",
      "",
      "The limit is a loop of two plain statements, one that takes the next rows and one that"
          + " marks each as done. Both take equally many at once."
    },
    footer = {"%nExample:", "  fencepost bench claim --queued 10000 --queued 100000"})
public final class ClaimBench extends BenchCommand {

  private static final int WARM_UPS = 1;
  private static final double GOAL_OF_LIMIT = 0.5;
  private static final double GOAL_FLAT = 0.8;

  @Option(
      names = "--queued",
      paramLabel = "NUMBER",
      description = "How many tasks are queued. Repeatable (default: 10000, 100000, 1000000).")
  private List<Integer> sizes = List.of(10_000, 100_000, 1_000_000);

  @Option(
      names = "--tasks",
      paramLabel = "NUMBER",
      defaultValue = "4000",
      description = "How many are claimed and reported in a turn (default: ${DEFAULT-VALUE}).")
  private int tasks;

  @Option(
      names = "--workers",
      paramLabel = "NUMBER",
      defaultValue = "4",
      description = "How many claim at the same time (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--batch",
      paramLabel = "NUMBER",
      description = "How many are claimed at once. Repeatable (default: 1, 8).")
  private List<Integer> batches = List.of(1, 8);

  public ClaimBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    if (tasks < 1
        || workers < 1
        || batches.stream().anyMatch(batch -> batch < 1 || batch * workers > tasks)
        || sizes.stream().anyMatch(size -> size < 2 * tasks)) {
      throw CommandFailure.usage(
          "--queued must be twice --tasks or more, --tasks a --batch or more for each of --workers,"
              + " and all of them 1 or more");
    }
    PostgresServer server =
        PostgresServer.start(home, PostgresSettings.in(home).withBinaries(home().cache()));
    ConnectionSource.Settings settings =
        new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "fencepost-bench");
    Schema.migrate(settings);
    List<Series> all = new ArrayList<>();
    for (int size : sizes) {
      all.addAll(contest(settings, size));
    }
    return new BenchResult(
        "claim", Map.of("tasks_per_turn", tasks, "workers", workers), all, ratios(all));
  }

  private List<Series> contest(ConnectionSource.Settings settings, int size) throws Exception {
    TaskQueue queue = new TaskQueue(settings, size);
    queue.prepare();
    List<Contestant> contestants = new ArrayList<>();
    for (int batch : batches) {
      ClaimTurn turn = new ClaimTurn(settings, workers, tasks, batch);
      contestants.add(
          new Contestant(
              name("fencepost", size, batch),
              () -> {
                queue.fill();
                return turn.fencepost();
              }));
      contestants.add(
          new Contestant(
              name("plain_sql", size, batch),
              () -> {
                queue.fill();
                return turn.plain();
              }));
    }
    return new Contest("tasks/s", WARM_UPS, rounds()).run(terminal(), contestants);
  }

  private static String name(String who, int size, int batch) {
    return who + "_" + size + "_by_" + batch;
  }

  private List<Ratio> ratios(List<Series> all) {
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(series -> medians.put(series.name(), series.median()));
    List<Ratio> ratios = new ArrayList<>();
    int first = sizes.get(0);
    for (int batch : batches) {
      for (int size : sizes) {
        ratios.add(
            Ratio.atLeast(
                GOAL_OF_LIMIT,
                "of_plain_sql_at_" + size + "_by_" + batch,
                median(medians, name("fencepost", size, batch))
                    / median(medians, name("plain_sql", size, batch))));
      }
      for (int size : sizes.subList(1, sizes.size())) {
        ratios.add(
            Ratio.atLeast(
                GOAL_FLAT,
                "rate_at_" + size + "_by_" + batch + "_of_rate_at_" + first,
                median(medians, name("fencepost", size, batch))
                    / median(medians, name("fencepost", first, batch))));
      }
    }
    return ratios;
  }

  private static double median(Map<String, Double> medians, String name) {
    return medians.getOrDefault(name, Double.NaN);
  }
}
