package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.schedule.Schedule;
import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.TimeText;
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
import org.jspecify.annotations.Nullable;
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
      "  fencepost chaos --seed 7 --minutes 3 --json --quiet",
      "  fencepost chaos --seed 54 --for 40s"
    })
public final class ChaosCommand extends FencepostCommand {

  private static final long USUAL_MINUTES = 3;
  private static final long MOST_MINUTES = 24 * 60L;
  private static final Duration LEAST = Duration.ofSeconds(10);

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Decides history and faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      description = "How long faults go on (default: " + USUAL_MINUTES + ").")
  private @Nullable Long minutes;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeText.class,
      description = "The same as a time like 40s or 3m; a freeze needs 40 s to fit in.")
  private @Nullable Duration time;

  @Option(names = "--json", description = "End with one JSON object.")
  private boolean json;

  public ChaosCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode answer() throws Exception {
    Duration lasts = lasts();
    Home home = new Home(home().folder().resolve("chaos"));
    return StackLock.whileHolding(home, () -> run(session().in(home), lasts));
  }

  private Duration lasts() {
    @Nullable Duration asked = time;
    if (asked != null && minutes != null) {
      throw CommandFailure.usage("--minutes and --for say the same; give one of them");
    }
    if (asked != null) {
      if (asked.compareTo(LEAST) < 0 || asked.toMinutes() > MOST_MINUTES) {
        throw CommandFailure.usage("--for must be between 10s and " + MOST_MINUTES + "m");
      }
      return asked;
    }
    long wanted = minutes == null ? USUAL_MINUTES : minutes;
    if (wanted < 1 || wanted > MOST_MINUTES) {
      throw CommandFailure.usage("--minutes must be between 1 and " + MOST_MINUTES);
    }
    return Duration.ofMinutes(wanted);
  }

  private ExitCode run(Session session, Duration lasts) throws Exception {
    new ProcessTable(session.home()).stopAll();
    Folders.delete(session.home().folder().resolve("data"));
    ExitGuard guard = ExitGuard.arm(session.home());
    try (guard;
        Proxies proxies = Proxies.open()) {
      Stack stack = start(session, proxies);
      Schedule schedule = Schedule.of(seed, lasts);
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
