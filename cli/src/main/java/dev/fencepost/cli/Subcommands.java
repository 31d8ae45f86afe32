package dev.fencepost.cli;

import dev.fencepost.cli.backfill.BackfillCommands;
import dev.fencepost.cli.bench.BenchCommand;
import dev.fencepost.cli.chaos.ChaosCommand;
import dev.fencepost.cli.datasource.DataSourceCommands;
import dev.fencepost.cli.demo.DemoCommand;
import dev.fencepost.cli.detect.DetectCommand;
import dev.fencepost.cli.finding.FindingCommands;
import dev.fencepost.cli.job.JobGroup;
import dev.fencepost.cli.policy.PolicyCommands;
import dev.fencepost.cli.scan.ScanCommands;
import dev.fencepost.cli.schema.SchemaCommands;
import dev.fencepost.cli.stack.DownCommand;
import dev.fencepost.cli.stack.StatusCommand;
import dev.fencepost.cli.stack.UpCommand;
import dev.fencepost.cli.stream.StreamCommands;
import dev.fencepost.cli.template.TemplateCommands;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.HelpCommand;

/** The subcommands, whose classes are loaded when they are asked for. */
final class Subcommands {

  /** In the order in which help shows them. */
  static final List<String> NAMES =
      List.of(
          "up",
          "down",
          "status",
          "demo",
          "chaos",
          "bench",
          "datasource",
          "template",
          "scan",
          "job",
          "policy",
          "backfill",
          "stream",
          "findings",
          "detect",
          "schema",
          "completion",
          "help");

  private static final Set<String> ABOUT_OTHERS = Set.of("completion", "help");
  private static final Set<String> ABOUT_NONE = Set.of("-V", "--version");
  private static final Set<String> SWITCHES = Set.of("-q", "--quiet", "--debug");

  private Subcommands() {}

  /** All of them, unless the words name one or none. */
  static List<String> neededFor(String... words) {
    for (String word : words) {
      if (ABOUT_NONE.contains(word)) {
        return List.of();
      }
      if (NAMES.contains(word) && !ABOUT_OTHERS.contains(word)) {
        return List.of(word);
      }
      if (!SWITCHES.contains(word)) {
        return NAMES;
      }
    }
    return NAMES;
  }

  static Class<?> named(String name) {
    return switch (name) {
      case "up" -> UpCommand.class;
      case "down" -> DownCommand.class;
      case "status" -> StatusCommand.class;
      case "demo" -> DemoCommand.class;
      case "chaos" -> ChaosCommand.class;
      case "bench" -> BenchCommand.class;
      case "datasource" -> DataSourceCommands.class;
      case "template" -> TemplateCommands.class;
      case "scan" -> ScanCommands.class;
      case "job" -> JobGroup.class;
      case "policy" -> PolicyCommands.class;
      case "backfill" -> BackfillCommands.class;
      case "stream" -> StreamCommands.class;
      case "findings" -> FindingCommands.class;
      case "detect" -> DetectCommand.class;
      case "schema" -> SchemaCommands.class;
      case "completion" -> CompletionCommand.class;
      case "help" -> HelpCommand.class;
      default -> throw new IllegalArgumentException("no subcommand " + name);
    };
  }
}
