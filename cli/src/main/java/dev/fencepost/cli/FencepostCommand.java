package dev.fencepost.cli;

import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What all commands share: their surroundings and the look of their help. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    descriptionHeading = "%n",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n")
public abstract class FencepostCommand implements Callable<Integer> {

  private final Session session;

  protected FencepostCommand(Session session) {
    this.session = session;
  }

  @Override
  public final Integer call() throws Exception {
    return answer().number();
  }

  /** Does what was asked; commands whose answer is a difference say so. */
  protected ExitCode answer() throws Exception {
    run();
    return ExitCode.OK;
  }

  /** Does what was asked, or throws a {@link dev.fencepost.cli.failure.CommandFailure}. */
  protected void run() throws Exception {}

  protected final Session session() {
    return session;
  }

  protected final Terminal terminal() {
    return session.terminal();
  }

  protected final Home home() {
    return session.home();
  }
}
