package dev.fencepost.bench.policies;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Contest;
import dev.fencepost.bench.contest.Contestant;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "policies",
    description = {
      "Measures how many findings one core judges in a second, by 10 to 10,000 policies.",
      "",
      "Before anything is timed, the verdicts of all contestants on a sample are compared; any"
          + " difference ends the command."
    })
public final class PoliciesBench extends BenchCommand {

  private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000);
  private static final int SIZE_OF_GOALS = 1_000;
  private static final double GOAL = 20;

  @Option(
      names = "--sweep",
      description = "Compare the settings of the peers with each other, at 1,000 policies.")
  private boolean sweep;

  public PoliciesBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    return sweep ? sweep(home) : contest(home);
  }

  private BenchResult contest(Home home) throws Exception {
    Map<String, Object> context = context();
    List<Series> all = new ArrayList<>();
    for (int size : SIZES) {
      context.put("matches_per_finding_" + size, agreed(size, Peers.CONTEST));
      List<Contestant> contestants = new ArrayList<>();
      Peers.runs(size).forEach((name, run) -> contestants.add(contestant(home, name, run)));
      all.addAll(new Contest("findings/s", 0, rounds()).run(terminal(), contestants));
    }
    return new BenchResult("policies", context, all, ratios(all));
  }

  private static List<Ratio> ratios(List<Series> all) {
    Map<String, Double> medians = new HashMap<>();
    all.forEach(series -> medians.put(series.name(), series.median()));
    List<Ratio> ratios = new ArrayList<>();
    for (int size : SIZES) {
      double own = medians.getOrDefault(Peers.named("fencepost", size), 0.0);
      for (String peer : List.of("cel", "lucene_monitor")) {
        double ratio = own / medians.getOrDefault(Peers.named(peer, size), 0.0);
        ratios.add(
            size == SIZE_OF_GOALS
                ? Ratio.atLeast(GOAL, peer, ratio)
                : Ratio.of(Peers.named(peer, size), ratio));
      }
    }
    return ratios;
  }

  private BenchResult sweep(Home home) throws Exception {
    Map<String, Object> context = context();
    context.put("policies", SIZE_OF_GOALS);
    context.put("matches_per_finding", agreed(SIZE_OF_GOALS, List.of(Contender.values())));
    List<Contestant> contestants = new ArrayList<>();
    Peers.sweep(SIZE_OF_GOALS).forEach((name, run) -> contestants.add(contestant(home, name, run)));
    List<Series> all = new Contest("findings/s", 0, rounds()).run(terminal(), contestants);
    return new BenchResult("policies_sweep", context, all, List.of());
  }

  private static Contestant contestant(Home home, String name, JudgingRun run) {
    return new Contestant(name, () -> run.take(home));
  }

  private double agreed(int policies, List<Contender> contenders) throws Exception {
    int sample = Peers.sample(policies);
    try (Progress progress = new Progress(terminal(), policies + " policies, comparing verdicts")) {
      double average = (double) Agreement.check(policies, sample, contenders) / sample;
      progress.done("all agree on " + sample + " findings");
      return average;
    }
  }

  private static Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("java", System.getProperty("java.version", ""));
    context.put("cores", 1);
    return context;
  }
}
