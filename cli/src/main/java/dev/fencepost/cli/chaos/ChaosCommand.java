package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.schedule.Schedule;
import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.output.Json;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.stack.Stack;
import dev.fencepost.cli.stack.StackLock;
import dev.fencepost.cli.stack.StackStart;
import dev.fencepost.local.home.Folders;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ExitGuard;
import dev.fencepost.local.process.ProcessTable;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "chaos",
    description = {
      "Kills, freezes and cuts off the parts of a stack of its own while it works, and proves the"
          + " results.",
      "",
      "The same seed gives the same history and the same schedule of faults. At the end everything"
          + " must come to rest by itself, and an oracle that reads the Kafka log alone says what"
          + " must be open.",
      "Exit code 0 only if nothing is missing, extra, stale, doubled or stuck."
    },
    footer = {
      "%nExamples:",
      "  fencepost chaos --seed 7 --minutes 3",
      "  fencepost chaos --seed 7 --minutes 3 --json --quiet"
    })
public final class ChaosCommand extends FencepostCommand {

  private static final long MOST_MINUTES = 24 * 60L;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Decides history and faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      defaultValue = "3",
      description = "How long faults go on (default: ${DEFAULT-VALUE}).")
  private long minutes;

  @Option(names = "--json", description = "End with one JSON object.")
  private boolean json;

  public ChaosCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode answer() throws Exception {
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw CommandFailure.usage("--minutes must be between 1 and " + MOST_MINUTES);
    }
    Home home = new Home(home().folder().resolve("chaos"));
    return StackLock.whileHolding(home, () -> run(session().in(home)));
  }

  private ExitCode run(Session session) throws Exception {
    new ProcessTable(session.home()).stopAll();
    Folders.delete(session.home().folder().resolve("data"));
    ExitGuard guard = ExitGuard.arm(session.home());
    try (guard;
        Proxies proxies = Proxies.open()) {
      Stack stack = start(session, proxies);
      Schedule schedule = Schedule.of(seed, Duration.ofMinutes(minutes));
      ChaosOutcome outcome = new ChaosRun(session, stack, proxies, schedule).run();
      if (json) {
        terminal().data(Json.pretty(outcome.object()));
      } else {
        ChaosReport.print(terminal(), outcome);
      }
      return ChaosReport.judge(terminal(), outcome);
    }
  }

  private Stack start(Session session, Proxies proxies) {
    try (Progress progress = new Progress(terminal(), "starting the stack")) {
      Stack stack = new StackStart(session, proxies.settings(), progress).start();
      progress.done("logs and data below " + session.home().folder());
      return stack;
    }
  }
}
