package dev.fencepost.bench.fence;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Percentiles;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.data.SeededFindings;
import dev.fencepost.bench.data.SeededPolicies;
import dev.fencepost.bench.load.LandingLoad;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "fence",
    description = {
      "Measures fences, from BEGIN to COMMIT, while two landers work at full speed.",
      "",
      "Every fence gives each of its policies a new version. Afterwards one fence each with 10 to"
          + " 10,000 policies, and the longest landing that follows it."
    },
    footer = {"%nExample:", "  fencepost bench fence --fences 50"})
public final class FenceBench extends BenchCommand {

  private static final int FINDINGS = 200_000;
  private static final int WARM_UPS = 10;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration AFTER_LARGE = Duration.ofSeconds(5);
  private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
  private static final double GOAL_MILLIS = 500;

  @Option(
      names = "--fences",
      paramLabel = "NUMBER",
      defaultValue = "200",
      description = "How many are measured (default: ${DEFAULT-VALUE}).")
  private int fences;

  @Option(
      names = "--policies",
      paramLabel = "NUMBER",
      defaultValue = "50",
      description = "How many each of them activates (default: ${DEFAULT-VALUE}).")
  private int policies;

  public FenceBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    if (fences < 1 || policies < 1) {
      throw CommandFailure.usage("--fences and --policies must be at least 1");
    }
    PostgresServer server =
        PostgresServer.start(home, PostgresSettings.in(home).withBinaries(home().cache()));
    ConnectionSource.Settings settings =
        new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "fencepost-bench");
    Schema.migrate(settings);
    List<Series> all = new ArrayList<>();
    try (LandingLoad load = LandingLoad.start(settings, findings(), 0)) {
      Fence fence = new Fence(Database.connecting(settings));
      all.addAll(many(load, fence));
      all.addAll(large(load, fence));
    }
    double p99 = new Percentiles(all.get(0).values()).at(99);
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("fences", fences);
    context.put("policies", policies);
    context.put("fence_p50_millis", new Percentiles(all.get(0).values()).at(50));
    return new BenchResult(
        "fence", context, all, List.of(Ratio.atMost(GOAL_MILLIS, "fence_p99_millis", p99)));
  }

  private static List<Finding> findings() {
    SeededFindings findings = new SeededFindings(1);
    return LongStream.range(0, FINDINGS).mapToObj(n -> findings.finding(n, 0)).toList();
  }

  private List<Series> many(LandingLoad load, Fence fence) throws InterruptedException {
    List<Double> millis = new ArrayList<>();
    List<String> conditions = conditions(policies);
    try (Progress progress = new Progress(terminal(), "fences")) {
      for (int i = -WARM_UPS; i < fences; i++) {
        double took = take(fence, "fence-" + i, conditions);
        if (i >= 0) {
          millis.add(took);
        } else {
          load.forget();
        }
        progress.at(Math.max(0, i), fences, "");
        Thread.sleep(BETWEEN.toMillis());
      }
      progress.done("");
    }
    return List.of(
        new Series("fence", "ms", millis), new Series("landings_meanwhile", "ms", load.millis()));
  }

  private List<Series> large(LandingLoad load, Fence fence) throws InterruptedException {
    List<Series> all = new ArrayList<>();
    for (int size : SIZES) {
      load.forget();
      double took = take(fence, "large-" + size, conditions(size));
      Thread.sleep(AFTER_LARGE.toMillis());
      all.add(new Series("fence_of_" + size, "ms", List.of(took)));
      all.add(
          new Series(
              "longest_landing_after_" + size,
              "ms",
              List.of(new Percentiles(load.millis()).at(100))));
    }
    return all;
  }

  private static List<String> conditions(int count) {
    SeededPolicies policies = new SeededPolicies(count, count);
    return IntStream.range(0, count).mapToObj(policies::condition).toList();
  }

  private static double take(Fence fence, String request, List<String> conditions) {
    List<PolicyDraft> drafts =
        IntStream.range(0, conditions.size())
            .mapToObj(
                n ->
                    new PolicyDraft(
                        "policy-" + n,
                        conditions.get(n),
                        true,
                        "high",
                        "",
                        Map.of(),
                        request,
                        SeededPolicies.LANGUAGE_LEVEL))
            .toList();
    long begun = System.nanoTime();
    fence.activate(new ActivationRequest(request, "bench", null, drafts, null));
    return (System.nanoTime() - begun) / NANOS_PER_MILLI;
  }
}
