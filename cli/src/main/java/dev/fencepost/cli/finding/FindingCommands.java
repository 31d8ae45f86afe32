package dev.fencepost.cli.finding;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "findings",
    description = "Where sensitive data were found.",
    subcommands = {FindingList.class},
    footer = {"%nExamples:", "  fencepost findings list --type US_SSN"})
public final class FindingCommands extends GroupCommand {}
