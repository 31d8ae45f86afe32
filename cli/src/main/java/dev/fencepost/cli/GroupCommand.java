package dev.fencepost.cli;

import picocli.CommandLine.Command;

/** A noun, which does nothing without a verb. */
@Command(
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n")
public abstract class GroupCommand {}
