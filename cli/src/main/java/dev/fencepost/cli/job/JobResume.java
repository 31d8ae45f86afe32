package dev.fencepost.cli.job;

import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobCommand;
import picocli.CommandLine.Command;

@Command(
    name = "resume",
    description = "Goes on where jobs were paused.",
    footer = {
      "%nExamples:",
      "  fencepost job resume 12 --reason 'it is night'",
      "  fencepost job resume 34 --job"
    })
public final class JobResume extends GivingCommand {

  public JobResume(Session session) {
    super(session, JobCommand.RESUME);
  }
}
