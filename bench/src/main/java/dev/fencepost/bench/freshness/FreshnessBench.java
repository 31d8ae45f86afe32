package dev.fencepost.bench.freshness;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.load.LandingStream;
import dev.fencepost.bench.load.Latencies;
import dev.fencepost.bench.load.OpenLoad;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.bench.stage.Stage;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "freshness",
    description = {
      "Measures how long it takes from when a finding was to be sent until its results are seen.",
      "",
      "First a backlog is drained, which gives the highest rate. Then findings are sent at 10, 50"
          + " and 80 percent of it, each at a time that is fixed beforehand and that nothing moves."
          + " A connection of its own looks every 10 ms up to where results are visible."
    },
    footer = {"%nExample:", "  fencepost bench freshness --seconds 10 --rounds 2"})
public final class FreshnessBench extends BenchCommand {

  private static final int GOAL_LOAD = 50;
  private static final List<Integer> LOADS = List.of(10, GOAL_LOAD, 80);
  private static final List<Integer> MANY_POLICIES = List.of(1_000, 10_000);
  private static final double GOAL_MILLIS = 500;
  private static final int WARM_UP_PERCENT = 20;

  @Option(
      names = "--backlog",
      paramLabel = "NUMBER",
      defaultValue = "500000",
      description = "How many findings are drained to learn the rate (default: 500000).")
  private long backlog;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      defaultValue = "15",
      description = "How long each load counts, after a fifth of that (default: 15).")
  private int seconds;

  @Option(
      names = "--policies",
      paramLabel = "NUMBER",
      defaultValue = "10",
      description = "How many are armed (default: ${DEFAULT-VALUE}).")
  private int policies;

  @Option(
      names = "--many-policies",
      description = "Measure 50 percent with 1,000 and with 10,000 policies too.")
  private boolean manyPolicies;

  private final List<Series> medians = new ArrayList<>();
  private final Map<String, Object> rates = new LinkedHashMap<>();
  private final Map<String, Object> late = new LinkedHashMap<>();

  public FreshnessBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    if (backlog < 1 || seconds < 1) {
      throw CommandFailure.usage("--backlog and --seconds must be at least 1");
    }
    List<Series> highest = new ArrayList<>();
    highest.addAll(with(home, "", policies, LOADS));
    if (manyPolicies) {
      for (int many : MANY_POLICIES) {
        highest.addAll(with(home, "_policies_" + many, many, List.of(GOAL_LOAD)));
      }
    }
    List<Ratio> ratios = new ArrayList<>();
    for (Series one : highest) {
      String name = one.name() + "_millis";
      ratios.add(
          one.name().contains("_at_" + GOAL_LOAD)
              ? Ratio.atMost(GOAL_MILLIS, name, one.median())
              : Ratio.of(name, one.median()));
    }
    List<Series> all = new ArrayList<>(medians);
    all.addAll(highest);
    return new BenchResult("freshness", context(), all, ratios)
        .with("records_per_second", rates)
        .with("sent_late_millis", late);
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("backlog", backlog);
    context.put("policies", policies);
    context.put("seconds", seconds);
    context.put("rounds", rounds());
    context.put("looks_every_millis", LandingStream.LOOKS_EVERY.toMillis());
    return context;
  }

  /** With servers of its own; returns the 99th percentiles. */
  private List<Series> with(Home home, String suffix, int armed, List<Integer> loads)
      throws Exception {
    Home own = new Home(home.folder().resolve("data").resolve("freshness" + suffix));
    PostgresSettings postgres = PostgresSettings.in(own).withBinaries(home.cache());
    try (Servers servers = Servers.start(own, postgres).withKafka()) {
      Stage stage = Stage.of(servers, LandingStream.backlog());
      try (Arena arena = stage.only(armed);
          LandingStream stream = drained(stage, arena)) {
        rates.put("highest" + suffix, stream.mostPerSecond());
        List<Series> highest = at(stream, suffix, loads);
        arena.requireResults();
        return highest;
      }
    }
  }

  private LandingStream drained(Stage stage, Arena arena) throws Exception {
    try (Progress progress = new Progress(terminal(), "the highest rate")) {
      LandingStream stream = LandingStream.open(stage, arena, FlinkSettings.defaults(), backlog);
      progress.done("%,.0f records/s".formatted(stream.mostPerSecond()));
      return stream;
    }
  }

  /** Every turn warms up by itself, and the job goes on between the turns. */
  private List<Series> at(LandingStream stream, String suffix, List<Integer> loads)
      throws Exception {
    Map<String, List<Double>> middles = new LinkedHashMap<>();
    List<Contestant> contestants = new ArrayList<>();
    for (int load : loads) {
      String name = "_at_" + load + suffix;
      double perSecond = stream.mostPerSecond() * load / 100;
      rates.put("load_" + load + suffix, perSecond);
      contestants.add(
          new Contestant(
              "p99" + name,
              () -> {
                Histogram latencies = turn(stream, perSecond, name);
                middles
                    .computeIfAbsent("p50" + name, p50 -> new ArrayList<>())
                    .add(Latencies.millis(latencies, 50));
                return Latencies.millis(latencies, 99);
              }));
    }
    List<Series> highest = new Contest("ms", 0, rounds()).run(terminal(), contestants);
    middles.forEach((name, values) -> medians.add(new Series(name, "ms", values)));
    return highest;
  }

  private Histogram turn(LandingStream stream, double perSecond, String name) throws Exception {
    Duration counted = Duration.ofSeconds(seconds);
    Duration warmUp = counted.multipliedBy(WARM_UP_PERCENT).dividedBy(100);
    Histogram latencies;
    OpenLoad load = stream.load(perSecond);
    try (load) {
      latencies =
          stream.latencies(load, load.numberAt(warmUp), load.numberAt(warmUp.plus(counted)));
    }
    late.put("p99" + name, Latencies.millis(load.late(), 99));
    stream.drain();
    return latencies;
  }
}
