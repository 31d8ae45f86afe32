package dev.fencepost.cli.backfill;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "backfill",
    description = "Judges history by policies that were applied.",
    subcommands = {BackfillRunCommand.class, BackfillShow.class},
    footer = {"%nExamples:", "  fencepost backfill run 3", "  fencepost backfill show"})
public final class BackfillCommands extends GroupCommand {}
