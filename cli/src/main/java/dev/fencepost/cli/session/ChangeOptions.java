package dev.fencepost.cli.session;

import dev.fencepost.cli.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every change takes; a mixin. */
public final class ChangeOptions {

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Nothing is asked without a terminal either.")
  private boolean yes;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit log.")
  private @Nullable String reason;

  public boolean isDryRun() {
    return dryRun;
  }

  public @Nullable String reason() {
    return reason;
  }

  /**
   * Asks a person.
   *
   * @throws CommandFailure when the answer is no
   */
  // Fencepost runs on Java 17 alone, where the console is null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  public void confirm(String question) {
    var console = System.console();
    if (yes || console == null) {
      return;
    }
    @Nullable String answer = console.readLine("%s [y/N] ", question);
    if (answer == null || !answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y")) {
      throw CommandFailure.failed("nothing was changed");
    }
  }
}
