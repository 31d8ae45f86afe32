package dev.fencepost.cli.datasource;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "datasource",
    description = "What is scanned.",
    subcommands = {
      DataSourceAdd.class,
      DataSourceList.class,
      DataSourceSet.class,
      DataSourcePurge.class
    },
    footer = {
      "%nExamples:",
      "  fencepost datasource add docs --folder /usr/share/doc",
      "  fencepost datasource list -o json"
    })
public final class DataSourceCommands extends GroupCommand {}
