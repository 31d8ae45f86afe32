package dev.fencepost.cli;

import dev.fencepost.cli.session.Session;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** A program's first word: the options that all of its subcommands take. */
public abstract class RootCommand {

  private final Session session;

  protected RootCommand(Session session) {
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
}
