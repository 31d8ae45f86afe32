package dev.fencepost.cli;

import dev.fencepost.cli.session.Session;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
    })
final class Fencepost extends RootCommand {

  Fencepost(Session session) {
    super(session);
  }

  /** With all subcommands. */
  static CommandLine commandLine(Session session) {
    return commandLine(session, Subcommands.NAMES);
  }

  /**
   * With the subcommands that these words need. To describe all of them takes several times longer
   * than many a command does.
   */
  static CommandLine commandLineFor(Session session, String... words) {
    return commandLine(session, Subcommands.neededFor(words));
  }

  private static CommandLine commandLine(Session session, List<String> subcommands) {
    CommandLine line = new CommandLine(new Fencepost(session), new Commands(session));
    subcommands.forEach(name -> line.addSubcommand(Subcommands.named(name)));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(session.terminal().dataWriter())
        .setErr(session.terminal().messages());
  }
}
