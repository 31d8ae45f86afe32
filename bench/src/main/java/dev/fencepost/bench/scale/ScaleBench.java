package dev.fencepost.bench.scale;

import dev.fencepost.bench.BenchCommand;
import dev.fencepost.bench.contest.Series;
import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.bench.report.Ratio;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "scale",
    description = {
      "Measures whether landings and backfills keep their rate and their memory however many"
          + " findings there are, and applying and dispatching however many policies.",
      "",
      "Each number of findings has servers of its own; a backfill on the leader judges what has"
          + " landed. Peaks are what a process has of memory, its part of what it shares with others"
          + " included.",
      "",
      "Each number of policies is applied from files, applied again, and applied with one change."
          + " Then each policy gets a fence of its own, and while all their backfills wait, tasks"
          + " and backfills are taken. Rounds repeat what can be repeated there."
    },
    footer = {
      "%nExamples:",
      "  fencepost bench scale --millions 1,4",
      "  fencepost bench scale --only policies --policies 10,1000"
    })
public final class ScaleBench extends BenchCommand {

  private static final String FINDINGS = "findings";
  private static final String POLICIES = "policies";

  @Option(
      names = "--millions",
      split = ",",
      paramLabel = "NUMBER",
      defaultValue = "1,4,16",
      description = "Millions of findings, the fewest first (default: ${DEFAULT-VALUE}).")
  private List<Integer> millions = List.of();

  @Option(
      names = "--policies",
      split = ",",
      paramLabel = "NUMBER",
      defaultValue = "10,100,1000,10000",
      description = "Numbers of policies, the fewest first (default: ${DEFAULT-VALUE}).")
  private List<Integer> policies = List.of();

  @Option(
      names = "--only",
      paramLabel = "WHAT",
      description = "Measure only this: " + FINDINGS + " or " + POLICIES + ".")
  private Set<String> only = Set.of(FINDINGS, POLICIES);

  public ScaleBench(Session session) {
    super(session);
  }

  @Override
  protected BenchResult measure(Home home) throws Exception {
    requireAscending("--millions", millions);
    requireAscending("--policies", policies);
    if (!Set.of(FINDINGS, POLICIES).containsAll(only)) {
      throw CommandFailure.usage("--only takes " + FINDINGS + " or " + POLICIES);
    }
    Map<String, Object> context = new LinkedHashMap<>();
    List<Series> series = new ArrayList<>();
    List<Ratio> ratios = new ArrayList<>();
    if (only.contains(FINDINGS)) {
      FindingsScale scale = new FindingsScale(home, home().cache(), terminal());
      scale.measure(millions);
      context.put("heap_megabytes", FindingsScale.HEAP_MEGABYTES);
      context.put("policies_while_landing", FindingsScale.POLICIES);
      series.addAll(scale.series());
      ratios.addAll(scale.ratios());
    }
    if (only.contains(POLICIES)) {
      PoliciesScale scale = new PoliciesScale(home, home().cache(), terminal(), rounds());
      scale.measure(policies);
      series.addAll(scale.series());
      ratios.addAll(scale.ratios());
    }
    return new BenchResult("scale", context, series, ratios);
  }

  private static void requireAscending(String option, List<Integer> numbers) {
    if (numbers.size() < 2
        || numbers.get(0) < 1
        || !numbers.equals(numbers.stream().sorted().distinct().toList())) {
      throw CommandFailure.usage(option + " needs at least two numbers from 1 on, ascending");
    }
  }
}
