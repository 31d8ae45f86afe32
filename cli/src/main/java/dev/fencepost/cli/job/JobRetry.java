package dev.fencepost.cli.job;

import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobCommand;
import picocli.CommandLine.Command;

@Command(
    name = "retry",
    description = "Tries the failed tasks of finished jobs again, as often as they were at first.",
    footer = {
      "%nExamples:",
      "  fencepost job retry 12 --reason 'the share is mounted again'",
      "  fencepost job retry 34 --job"
    })
public final class JobRetry extends GivingCommand {

  public JobRetry(Session session) {
    super(session, JobCommand.RETRY);
  }
}
