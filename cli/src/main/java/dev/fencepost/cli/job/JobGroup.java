package dev.fencepost.cli.job;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "job",
    description = {
      "Watches and commands jobs.",
      "",
      "A scan has one job for each node group. NUMBER is a scan's number, as 'scan start' prints"
          + " it, and means all its jobs; with --job it is the number of one job."
    },
    subcommands = {
      JobList.class,
      JobShow.class,
      JobWatch.class,
      JobPause.class,
      JobResume.class,
      JobCancel.class,
      JobRetry.class,
      JobPriority.class
    },
    footer = {
      "%nExamples:",
      "  fencepost job pause 12 --reason 'the file server is slow'",
      "  fencepost job resume 12",
      "  fencepost job show --job 34"
    })
public final class JobGroup extends GroupCommand {}
