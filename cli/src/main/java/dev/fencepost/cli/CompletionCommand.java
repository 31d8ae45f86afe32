package dev.fencepost.cli;

import dev.fencepost.cli.session.Session;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script that completes commands and options in bash and zsh.",
    footer = {"%nExamples:", "  source <(fencepost completion)"})
public final class CompletionCommand extends FencepostCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  public CompletionCommand(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    terminal().data(AutoComplete.bash("fencepost", spec.root().commandLine()));
  }
}
