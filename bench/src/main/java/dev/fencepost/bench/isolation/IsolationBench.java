package dev.fencepost.bench.isolation;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.data.SeededFindings;
import dev.fencepost.bench.load.LandingStream;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.LandedFindings;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.bench.stage.Stage;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "isolation",
    description = {
      "Measures how long flushes of landings take while a backfill judges history.",
      "",
      "Findings are sent at half of the highest rate all the time. No backfill, one that reads on"
          + " the leader and one that reads on a hot standby take turns, and all are looked at for"
          + " equally long. The primary counts by statement which blocks the backfills touch"
          + " there."
    },
    footer = {"%nExample:", "  fencepost bench isolation --findings 200000 --rounds 1"})
public final class IsolationBench extends BenchCommand {

  private static final long SEED = 1;

  @Option(
      names = "--findings",
      paramLabel = "NUMBER",
      defaultValue = "500000",
      description =
          "How many have landed before and are judged by each backfill (default: 500000).")
  private long findings;

  @Option(
      names = "--backlog",
      paramLabel = "NUMBER",
      defaultValue = "500000",
      description = "How many findings are drained to learn the rate (default: 500000).")
  private long backlog;

  @Option(
      names = "--load",
      paramLabel = "PERCENT",
      defaultValue = "50",
      description = "At what part of the highest rate is sent (default: ${DEFAULT-VALUE}).")
  private int load;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      defaultValue = "30",
      description =
          "How long landings are looked at, with and without a backfill (default:"
              + " ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--policies",
      paramLabel = "NUMBER",
      defaultValue = "10",
      description = "How many are armed, and judged by each backfill (default: ${DEFAULT-VALUE}).")
  private int policies;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CONTESTANT",
      description = "Measure only these: none, leader or follower.")
  private Set<String> only = Set.of();

  public IsolationBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    if (findings < 1 || backlog < 1 || seconds < 1 || load < 1 || load > 100) {
      throw CommandFailure.usage("--findings, --backlog, --seconds and --load must be at least 1");
    }
    List<String> names = Stream.of(Reading.values()).map(Reading::lowerName).toList();
    if (!names.containsAll(only)) {
      throw CommandFailure.usage("--only takes " + String.join(", ", names));
    }
    PostgresSettings postgres = PostgresSettings.in(home).withPreloaded(TouchedBlocks.LIBRARY);
    try (Servers servers = Servers.start(home, postgres).withKafka()) {
      TouchedBlocks.prepare(servers);
      Stage stage =
          Stage.of(servers, LandingStream.backlog())
              .after(new LandedFindings(new SeededFindings(SEED), findings));
      try (Arena arena = landed(stage)) {
        servers.withStandby();
        try (LandingStream stream = drained(stage, arena)) {
          return measure(new Disturbance(servers, arena, stream, policies, load, seconds));
        }
      }
    }
  }

  private Arena landed(Stage stage) throws Exception {
    try (Progress progress = new Progress(terminal(), "the history")) {
      Arena arena = stage.only(policies);
      progress.done(findings + " findings landed");
      return arena;
    }
  }

  private LandingStream drained(Stage stage, Arena arena) throws Exception {
    try (Progress progress = new Progress(terminal(), "the highest rate")) {
      FlinkSettings flink = FlinkSettings.defaults().tellingLandings();
      LandingStream stream = LandingStream.open(stage, arena, flink, backlog);
      progress.done("%,.0f records/s".formatted(stream.mostPerSecond()));
      return stream;
    }
  }

  private BenchResult measure(Disturbance disturbance) throws Exception {
    try (Progress progress = new Progress(terminal(), "a backfill to warm up")) {
      disturbance.warmUp();
      progress.done("");
    }
    Comparison seen = new Comparison();
    List<Contestant> contestants = new ArrayList<>();
    for (Reading reading : Reading.values()) {
      if (only.isEmpty() || only.contains(reading.lowerName())) {
        contestants.add(
            new Contestant(reading.lowerName(), () -> seen.add(reading, disturbance.by(reading))));
      }
    }
    List<Series> highest = new Contest("ms", 0, rounds()).run(terminal(), contestants);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("findings", findings);
    context.put("policies", policies);
    context.put("rounds", rounds());
    context.put("load_percent", load);
    context.put("records_per_second", disturbance.perSecond());
    return new BenchResult("isolation", context, highest, seen.ratios(), seen.measures());
  }
}
