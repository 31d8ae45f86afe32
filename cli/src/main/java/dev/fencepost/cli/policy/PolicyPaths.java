package dev.fencepost.cli.policy;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.policy.file.PolicyBatch;
import dev.fencepost.policy.file.PolicyFile;
import dev.fencepost.policy.file.PolicyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The files a command is given; a mixin. */
public final class PolicyPaths {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Policy files, or folders with *.yaml and *.yml files.")
  private List<Path> paths = List.of();

  List<PolicyFile> readValid(Terminal terminal) {
    return readValid(terminal, paths);
  }

  /**
   * The policies of all files.
   *
   * @throws CommandFailure when a file is missing or anything in any of them is wrong
   */
  public static List<PolicyFile> readValid(Terminal terminal, List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw CommandFailure.notFound("there is no file or folder " + path);
      }
    }
    PolicyBatch batch = PolicyFiles.read(paths);
    if (!batch.isValid()) {
      batch.problems().forEach(problem -> terminal.note(problem.toString()));
      int count = batch.problems().size();
      throw CommandFailure.usage(
          count + (count == 1 ? " problem" : " problems") + "; nothing of the set is applied");
    }
    if (batch.policies().isEmpty()) {
      throw CommandFailure.notFound("there is no policy in " + paths);
    }
    return batch.policies();
  }
}
