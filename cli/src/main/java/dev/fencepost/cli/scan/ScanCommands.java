package dev.fencepost.cli.scan;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "scan",
    description = "Looks for sensitive data in data sources.",
    subcommands = {
      ScanStart.class,
      ScanList.class,
      ScanShow.class,
      ScanWatch.class,
      ScanOpen.class,
      ScanClose.class
    },
    footer = {
      "%nExamples:",
      "  fencepost scan start --datasource docs --watch",
      "  fencepost scan list"
    })
public final class ScanCommands extends GroupCommand {}
