package dev.fencepost.cli.job;

import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobCommand;
import picocli.CommandLine.Command;

@Command(
    name = "cancel",
    description = "Ends jobs; tasks that run are stopped within seconds. What they found stays.",
    footer = {
      "%nExamples:",
      "  fencepost job cancel 12 --reason 'wrong folder'",
      "  fencepost job cancel 34 --job"
    })
public final class JobCancel extends GivingCommand {

  public JobCancel(Session session) {
    super(session, JobCommand.CANCEL);
  }
}
