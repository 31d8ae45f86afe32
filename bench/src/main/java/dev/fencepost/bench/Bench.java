package dev.fencepost.bench;

import dev.fencepost.bench.backfill.BackfillBench;
import dev.fencepost.bench.claim.ClaimBench;
import dev.fencepost.bench.detect.DetectBench;
import dev.fencepost.bench.fence.FenceBench;
import dev.fencepost.bench.freshness.FreshnessBench;
import dev.fencepost.bench.isolation.IsolationBench;
import dev.fencepost.bench.landing.LandingBench;
import dev.fencepost.bench.policies.PoliciesBench;
import dev.fencepost.bench.scale.ScaleBench;
import dev.fencepost.bench.start.StartBench;
import dev.fencepost.cli.RootCommand;
import dev.fencepost.cli.Version;
import dev.fencepost.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Nothing but its subcommands and the options that all of them take. */
@Command(
    name = "fencepost bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measures Fencepost against its limits and its peers.",
      "",
      "Contestants take turns in one run on one machine; what counts are the ratios of their"
          + " medians. Do nothing else on the machine meanwhile."
    },
    footer = {
      "%nExamples:",
      "  fencepost bench policies",
      "  fencepost bench detect --dataset synth_dataset_v2.json",
      "  fencepost bench landing --findings 200000 --rounds 1",
      "  fencepost bench freshness --rounds 2",
      "  fencepost bench backfill --json --quiet"
    },
    subcommands = {
      BackfillBench.class,
      ClaimBench.class,
      DetectBench.class,
      FenceBench.class,
      FreshnessBench.class,
      IsolationBench.class,
      LandingBench.class,
      PoliciesBench.class,
      ScaleBench.class,
      StartBench.class,
      HelpCommand.class
    })
final class Bench extends RootCommand {

  Bench(Session session) {
    super(session);
  }
}
