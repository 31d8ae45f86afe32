package dev.fencepost.cli.datasource;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "datasource",
    description = "What is scanned.",
    subcommands = {
      DataSourceAdd.class,
      DataSourceList.class,
      DataSourceShow.class,
      DataSourceTest.class,
      DataSourceKinds.class,
      DataSourceSet.class,
      DataSourcePurge.class
    },
    footer = {
      "%nExamples:",
      "  fencepost datasource add docs --folder /usr/share/doc",
      "  fencepost datasource kinds",
      "  fencepost datasource test docs"
    })
public final class DataSourceCommands extends GroupCommand {}
