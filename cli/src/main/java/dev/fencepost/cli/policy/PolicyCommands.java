package dev.fencepost.cli.policy;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "policy",
    description = "Rules over findings, and what matches them.",
    subcommands = {
      PolicyValidate.class,
      PolicyTestCommand.class,
      PolicyPlan.class,
      PolicyApply.class,
      PolicyList.class,
      PolicyShow.class,
      PolicyWatch.class,
      PolicyResults.class,
      PolicyVerify.class,
      PolicyExplain.class,
      PolicyPause.class,
      PolicyRetire.class
    },
    footer = {
      "%nExamples:",
      "  fencepost policy plan examples/policies/",
      "  fencepost policy apply examples/policies/ --backfill --reason 'first set'",
      "  fencepost policy verify --all"
    })
public final class PolicyCommands extends GroupCommand {}
