package dev.fencepost.bench;

import dev.fencepost.bench.report.BenchResult;
import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.stack.StackLock;
import dev.fencepost.local.home.Folders;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ExitGuard;
import dev.fencepost.local.process.ProcessTable;
import picocli.CommandLine.Option;

/** What all benchmarks share: a home of their own, rounds, and how they answer. */
public abstract class BenchCommand extends FencepostCommand {

  @Option(
      names = "--rounds",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "How often each contestant is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  protected BenchCommand(Session session) {
    super(session);
  }

  @Override
  protected final void run() throws Exception {
    if (rounds < 1) {
      throw CommandFailure.usage("--rounds must be at least 1");
    }
    Home home = new Home(home().folder().resolve("bench"));
    StackLock.whileHolding(
        home,
        () -> {
          new ProcessTable(home).stopAll();
          Folders.delete(home.folder().resolve("data"));
          ExitGuard guard = ExitGuard.arm(home);
          try (guard) {
            measure(home).print(terminal(), json);
          }
          return null;
        });
  }

  /**
   * Sets up below the home, measures, and leaves the processes to the caller.
   *
   * @param home with no data from earlier runs, except for the cache
   */
  protected abstract BenchResult measure(Home home) throws Exception;

  protected final int rounds() {
    return rounds;
  }
}
