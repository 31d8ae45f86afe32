package dev.fencepost.cli.stack;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ProcessTable;
import java.nio.file.Files;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description = "Stops everything that runs in the home; data and logs stay.",
    footer = {"%nExamples:", "  fencepost down"})
public final class DownCommand extends FencepostCommand {

  public DownCommand(Session session) {
    super(session);
  }

  @Override
  protected void run() throws Exception {
    int stopped = stopAll(home());
    Home demo = DemoHome.below(home());
    if (Files.isDirectory(demo.folder())) {
      stopped += stopAll(demo);
    }
    terminal()
        .say(
            stopped == 0
                ? "nothing was running in " + home().folder()
                : "stopped " + stopped + " processes; data and logs stay in " + home().folder());
  }

  private static int stopAll(Home home) throws Exception {
    return StackLock.whileHolding(
        home,
        () -> {
          ProcessTable table = new ProcessTable(home);
          int alive = table.alive().size();
          table.stopAll();
          return alive;
        });
  }
}
