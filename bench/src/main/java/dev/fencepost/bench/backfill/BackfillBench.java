package dev.fencepost.bench.backfill;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.backfill.Contestants.Working;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.data.SeededFindings;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.bench.stage.LandedFindings;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "backfill",
    description = {
      "Measures how fast history is judged, on the leader and on a hot standby.",
      "",
      "The limit is one statement in the database, written by hand for one condition. The peers"
          + " are a plain Spring Batch job and Flink SQL in batch mode. Everybody must have written"
          + " the same number of results, a tenth of the findings.",
      "",
      "Only the limit has a turn to warm up, which reads the whole table once. All others start"
          + " processes of their own in each turn, for which a turn before it would do nothing."
    })
public final class BackfillBench extends BenchCommand {

  private static final long SEED = 1;

  /** For the limit alone, a session; the others are processes that each turn starts. */
  private static final int WARM_UPS = 1;

  @Option(
      names = "--findings",
      paramLabel = "NUMBER",
      defaultValue = "5000000",
      description = "How many findings are judged (default: ${DEFAULT-VALUE}).")
  private long findings;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CONTESTANT",
      description = "Measure only these, by the names that the table shows.")
  private Set<String> only = Set.of();

  @Option(names = "--sweep", description = "Measure the peers with many settings, and only them.")
  private boolean sweep;

  private final Map<String, Work> latest = new TreeMap<>();
  private long results = -1;

  public BackfillBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    Map<String, Working> working = sweep ? Contestants.swept(findings) : Contestants.all(findings);
    if (findings < 1) {
      throw CommandFailure.usage("--findings must be at least 1");
    }
    if (!working.keySet().containsAll(only)) {
      throw CommandFailure.usage("--only takes " + String.join(", ", working.keySet()));
    }
    Stage stage;
    try (Progress progress = new Progress(terminal(), "the history")) {
      stage = Stage.set(home, new LandedFindings(new SeededFindings(SEED), findings));
      progress.done(findings + " findings landed, and a standby has them");
    }
    List<Contestant> contestants = new ArrayList<>();
    working.forEach(
        (name, work) -> {
          if (only.isEmpty() || only.contains(name)) {
            contestants.add(contestant(stage, name, work));
          }
        });
    List<Series> all = new Contest("findings/s", WARM_UPS, rounds()).run(terminal(), contestants);
    return new BenchResult("backfill", context(), all, ratios(all));
  }

  private Contestant contestant(Stage stage, String name, Working working) {
    Contestant.Turn turn =
        () -> {
          stage.reset();
          Work work = working.on(stage);
          requireSameResults(name, stage.results());
          latest.put(name, work);
          return work.rowsPerSecond(findings);
        };
    return new Contestant(name, turn, !name.equals(Contestants.LIMIT));
  }

  /** Whoever wrote fewer was faster for a bad reason. */
  private void requireSameResults(String name, long written) {
    if (results == -1) {
      results = written;
    }
    if (written != results || written == 0) {
      throw CommandFailure.failed(
          name + " wrote " + written + " results, and others wrote " + results);
    }
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("findings", findings);
    context.put("results", results);
    context.put(
        "start_up_seconds",
        latest.entrySet().stream()
            .filter(entry -> !entry.getValue().startUp().isZero())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> entry.getValue().startUp().toMillis() / 1_000.0,
                    (one, same) -> one,
                    TreeMap::new)));
    context.put("start_up", "of Java processes is not in the figures, for any of them");
    return context;
  }

  /** Those whose contestants took part. */
  private static List<Ratio> ratios(List<Series> all) {
    Map<String, Double> rates =
        all.stream().collect(Collectors.toMap(Series::name, Series::median));
    double product = rate(rates, "fencepost");
    double limit = rate(rates, "limit");
    double best = Math.max(rate(rates, "spring_batch"), rate(rates, "flink_sql"));
    return Stream.of(
            Ratio.atLeast(0.9, "limit", product / limit),
            Ratio.atLeast(0.6, "follower_limit", rate(rates, "fencepost_follower") / limit),
            Ratio.of("spring_batch", product / rate(rates, "spring_batch")),
            Ratio.of("flink_sql", product / rate(rates, "flink_sql")),
            Ratio.atLeast(3, "best_peer", product / best),
            Ratio.of("ten_policies", product / rate(rates, "fencepost_10")),
            Ratio.atMost(3, "hundred_policies", product / rate(rates, "fencepost_100")),
            Ratio.of(
                "ten_policies_follower",
                rate(rates, "fencepost_follower") / rate(rates, "fencepost_10_follower")),
            Ratio.of(
                "hundred_policies_follower",
                rate(rates, "fencepost_follower") / rate(rates, "fencepost_100_follower")))
        .filter(ratio -> !Double.isNaN(ratio.value()))
        .toList();
  }

  private static double rate(Map<String, Double> rates, String name) {
    return rates.getOrDefault(name, Double.NaN);
  }
}
