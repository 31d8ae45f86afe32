package dev.fencepost.cli.template;

import dev.fencepost.cli.GroupCommand;
import picocli.CommandLine.Command;

@Command(
    name = "template",
    description = "Scans that are started by name.",
    subcommands = {TemplateAdd.class, TemplateList.class, TemplateShow.class},
    footer = {
      "%nExamples:",
      "  fencepost template add examples/templates/nightly.yaml",
      "  fencepost template add nightly docs hr",
      "  fencepost scan start nightly"
    })
public final class TemplateCommands extends GroupCommand {}
