package dev.fencepost.cli.stack;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.session.Session;
import dev.fencepost.local.home.HomeLock;
import dev.fencepost.local.process.ProcessTable;
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
  protected void run() {
    try (HomeLock lock = StackLock.take(home())) {
      ProcessTable table = new ProcessTable(home());
      int alive = table.alive().size();
      table.stopAll();
      terminal()
          .say(
              alive == 0
                  ? "nothing was running in " + home().folder()
                  : "stopped " + alive + " processes; data and logs stay in " + home().folder());
    }
  }
}
