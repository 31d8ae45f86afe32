package dev.fencepost.bench.landing;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.bench.stage.BacklogTopic;
import dev.fencepost.bench.stage.Drain;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.bench.stage.Stage;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "landing",
    description = {
      "Measures how fast a backlog of findings lands.",
      "",
      "Everybody drains the same topic into the same table on the same durable server. The limit"
          + " sends the same landing transactions over two bare connections, without Kafka, Flink,"
          + " decoding or judging; COPY stores the same rows and nothing else. The peers upsert, and"
          + " neither judge nor track tasks; --sweep tries other settings for them.",
      "",
      "Who drains the topic warms up on its first quarter, before the clock runs; the limit warms"
          + " up while it records, and COPY has a turn of its own for that."
    })
public final class LandingBench extends BenchCommand {

  private static final String FENCEPOST = "fencepost";
  private static final List<String> ALL =
      List.of(FENCEPOST, "limit", "copy", "plain_consumer", "flink_sql", "kafka_connect");

  /** For COPY alone, which works in this JVM; the others are processes and warm up in each turn. */
  private static final int WARM_UPS = 1;

  private static final List<Integer> MANY_POLICIES = List.of(1_000, 10_000);

  @Option(
      names = "--findings",
      paramLabel = "NUMBER",
      defaultValue = "2000000",
      description = "How many wait in the topic, a tenth of them updates (default: 2000000).")
  private long findings;

  @Option(
      names = "--policies",
      paramLabel = "NUMBER",
      defaultValue = "10",
      description = "How many are armed (default: ${DEFAULT-VALUE}).")
  private int policies;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CONTESTANT",
      description = "Measure only these: fencepost, limit, copy, or a peer's name.")
  private Set<String> only = Set.of();

  @Option(
      names = "--many-policies",
      description = "Measure the landing with 1,000 and with 10,000 policies too.")
  private boolean manyPolicies;

  @Option(names = "--sweep", description = "Measure the peers with many settings, and only them.")
  private boolean sweep;

  public LandingBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    if (findings < 1) {
      throw CommandFailure.usage("--findings must be at least 1");
    }
    if (!ALL.containsAll(only)) {
      throw CommandFailure.usage("--only takes " + String.join(", ", ALL));
    }
    Backlog backlog = new Backlog(findings);
    Servers servers = Servers.start(home, PostgresSettings.in(home)).withKafka();
    Stage stage = Stage.of(servers, backlog);
    Map<Integer, BacklogTopic.LastFinding> last;
    try (Progress progress = new Progress(terminal(), "the backlog")) {
      stage.prepare(policies);
      if (manyPolicies) {
        for (int many : MANY_POLICIES) {
          stage.prepare(many);
        }
      }
      last = BacklogTopic.fill(stage.kafka(), backlog);
      progress.done(findings + " findings in the topic");
    }
    long positions = stage.ends().values().stream().mapToLong(Long::longValue).sum();
    Turns turns = new Turns(home, stage, new Drain(backlog, last.values(), positions));
    List<Series> series =
        new Contest("findings/s", WARM_UPS, rounds())
            .run(terminal(), sweep ? swept(turns) : contestants(turns));
    return new BenchResult("landing", context(backlog), series, ratios(series));
  }

  private List<Contestant> contestants(Turns turns) {
    List<Contestant> all = new ArrayList<>();
    all.add(turns.fencepost(FENCEPOST, policies));
    all.add(turns.limit(policies));
    all.add(turns.copy(policies));
    for (Peer peer : Peer.values()) {
      all.add(turns.peer(peer.lowerName(), peer, peer.standard(), policies));
    }
    all.removeIf(contestant -> !only.isEmpty() && !only.contains(contestant.name()));
    if (manyPolicies) {
      MANY_POLICIES.forEach(many -> all.add(turns.fencepost("fencepost_" + many, many)));
    }
    return all;
  }

  private List<Contestant> swept(Turns turns) {
    List<Contestant> all = new ArrayList<>();
    for (Peer peer : Peer.values()) {
      if (!only.isEmpty() && !only.contains(peer.lowerName())) {
        continue;
      }
      for (Tuning tuning : Tuning.swept()) {
        all.add(turns.peer(peer.lowerName() + "_" + tuning.text(), peer, tuning, policies));
      }
    }
    return all;
  }

  private Map<String, Object> context(Backlog backlog) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("findings", backlog.records());
    context.put("distinct", backlog.distinct());
    context.put("partitions", Backlog.PARTITIONS);
    context.put("tasks", backlog.tasks());
    context.put("policies", policies);
    context.put("rounds", rounds());
    return context;
  }

  private List<Ratio> ratios(List<Series> series) {
    Map<String, Double> medians = new LinkedHashMap<>();
    series.forEach(one -> medians.put(one.name(), one.median()));
    List<Ratio> ratios = new ArrayList<>();
    add(ratios, medians, "limit", FENCEPOST, "limit", 0.7);
    add(ratios, medians, "limit_to_copy", "limit", "copy", 0.8);
    add(ratios, medians, "plain_consumer", FENCEPOST, "plain_consumer", 0.9);
    add(ratios, medians, "flink_sql", FENCEPOST, "flink_sql", 2);
    add(ratios, medians, "kafka_connect", FENCEPOST, "kafka_connect", 2);
    add(ratios, medians, "policies_1000", "fencepost_1000", FENCEPOST, 0.8);
    add(ratios, medians, "policies_10000", "fencepost_10000", FENCEPOST, 0.5);
    return ratios;
  }

  private static void add(
      List<Ratio> ratios,
      Map<String, Double> medians,
      String name,
      String one,
      String other,
      double goal) {
    Double above = medians.get(one);
    Double below = medians.get(other);
    if (above != null && below != null) {
      ratios.add(Ratio.atLeast(goal, name, above / below));
    }
  }
}
