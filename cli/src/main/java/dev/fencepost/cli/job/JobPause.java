package dev.fencepost.cli.job;

import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobCommand;
import picocli.CommandLine.Command;

@Command(
    name = "pause",
    description = "Begins no more tasks; those that run go on to their end.",
    footer = {
      "%nExamples:",
      "  fencepost job pause 12 --reason 'the file server is slow'",
      "  fencepost job pause 34 --job"
    })
public final class JobPause extends GivingCommand {

  public JobPause(Session session) {
    super(session, JobCommand.PAUSE);
  }
}
