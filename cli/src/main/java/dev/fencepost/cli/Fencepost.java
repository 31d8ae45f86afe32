package dev.fencepost.cli;

import dev.fencepost.cli.backfill.BackfillCommands;
import dev.fencepost.cli.bench.BenchCommand;
import dev.fencepost.cli.chaos.ChaosCommand;
import dev.fencepost.cli.datasource.DataSourceCommands;
import dev.fencepost.cli.demo.DemoCommand;
import dev.fencepost.cli.finding.FindingCommands;
import dev.fencepost.cli.policy.PolicyCommands;
import dev.fencepost.cli.scan.ScanCommands;
import dev.fencepost.cli.schema.SchemaCommands;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.stack.DownCommand;
import dev.fencepost.cli.stack.StatusCommand;
import dev.fencepost.cli.stack.UpCommand;
import dev.fencepost.cli.stream.StreamCommands;
import dev.fencepost.cli.template.TemplateCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: nothing but its subcommands and the options that all of them take. */
@Command(
    name = "fencepost",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    description =
        "Judges every finding of sensitive data against every policy, exactly once, over history"
            + " and over the live stream.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it failed; the message says why",
      "2:the command line or a file it names is wrong",
      "3:there are differences (policy plan, policy verify, demo, chaos)",
      "4:it took longer than its limit",
      "5:what was named does not exist"
    },
    footer = {
      "%nExamples:",
      "  fencepost demo                 the whole story, on real files",
      "  fencepost up                   start everything on this machine",
      "  fencepost policy plan my.yaml  what applying would change",
      "  fencepost policy verify --all  prove the results"
    },
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      DemoCommand.class,
      ChaosCommand.class,
      BenchCommand.class,
      DataSourceCommands.class,
      TemplateCommands.class,
      ScanCommands.class,
      PolicyCommands.class,
      BackfillCommands.class,
      StreamCommands.class,
      FindingCommands.class,
      SchemaCommands.class,
      CompletionCommand.class,
      HelpCommand.class
    })
final class Fencepost {

  private final Session session;

  Fencepost(Session session) {
    this.session = session;
  }

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and the log.")
  void debug(boolean wanted) {
    session.terminal().debug(wanted);
  }

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Say only what failed.")
  void quiet(boolean wanted) {
    session.terminal().beQuiet(wanted);
  }

  static CommandLine commandLine(Session session) {
    return new CommandLine(new Fencepost(session), new Commands(session))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(session.terminal().dataWriter())
        .setErr(session.terminal().messages());
  }
}
