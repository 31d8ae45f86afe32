package dev.fencepost.cli.demo;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.datasource.DataSourceAdd;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.stack.DemoHome;
import dev.fencepost.cli.stack.Stack;
import dev.fencepost.cli.stack.StackLock;
import dev.fencepost.cli.stack.StackSettings;
import dev.fencepost.cli.stack.StackStart;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ExitGuard;
import dev.fencepost.local.process.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "demo",
    description = {
      "Shows the whole story on real files, and proves the results.",
      "",
      "Starts the stack, scans FOLDER and a generated tree, applies the example policies in the"
          + " middle of the scan, judges history while the stream goes on, changes generated files"
          + " and scans them again. FOLDER is only read.",
      "Exit code 0 only if everything is exact and both backfill and stream had their part."
    },
    footer = {
      "%nExamples:",
      "  fencepost demo",
      "  fencepost demo ~/Documents",
      "  fencepost demo --json --quiet",
      "  fencepost demo --keep          look around afterwards, then: fencepost down"
    })
public final class DemoCommand extends FencepostCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "What to scan (default: /usr/share/doc where present).")
  private @Nullable Path folder;

  @Option(names = "--json", description = "End with one JSON object instead of tables.")
  private boolean json;

  @Option(names = "--keep", description = "Leave the stack running.")
  private boolean keep;

  public DemoCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode answer() throws Exception {
    @Nullable Path readable = folder == null ? null : DataSourceAdd.readable(folder);
    Home home = DemoHome.choose(home());
    return StackLock.whileHolding(home, () -> demonstrate(session().in(home), readable));
  }

  private ExitCode demonstrate(Session session, @Nullable Path readable) throws Exception {
    long startedNanos = System.nanoTime();
    DemoHome.begin(session.home());
    ExitGuard guard = ExitGuard.arm(session.home());
    try (guard) {
      Stack stack = start(session);
      DemoOutcome outcome = new DemoStory(session, stack).tell(readable);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
      DemoReport report = new DemoReport(outcome, elapsed, stack.dashboardUrl());
      if (json) {
        report.printJson(terminal());
      } else {
        report.printTables(terminal());
      }
      if (keep) {
        guard.release();
        tellKept(session.home());
      }
      return report.judge(terminal());
    }
  }

  private Stack start(Session session) {
    StackSettings settings =
        StackSettings.anyPorts(keep ? Lifetime.DETACHED : Lifetime.WITH_PARENT);
    try (Progress progress = new Progress(terminal(), "starting the stack")) {
      Stack stack = new StackStart(session, settings, progress).start();
      progress.done("logs and data below " + session.home().folder());
      terminal().say("  dashboard    " + stack.dashboardUrl());
      terminal().say("  coordinator  " + stack.coordinatorUrl());
      return stack;
    }
  }

  private void tellKept(Home home) {
    String prefix = home.equals(home()) ? "" : "FENCEPOST_HOME=" + home.folder() + " ";
    terminal().say("the stack keeps running; stop it with: " + prefix + "fencepost down");
  }
}
