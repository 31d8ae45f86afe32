package dev.fencepost.cli.policy;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.policy.file.PolicyFile;
import dev.fencepost.policy.file.PolicyTestResult;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "test",
    description = "Runs the tests in policy files, without any server.",
    footer = {
      "%nExamples:",
      "  fencepost policy test examples/policies/",
      "  fencepost policy test ssn.yaml -o json"
    })
public final class PolicyTestCommand extends FencepostCommand {

  @Mixin private PolicyPaths paths = new PolicyPaths();
  @Mixin private OutputOption output = new OutputOption();

  public PolicyTestCommand(Session session) {
    super(session);
  }

  private record Row(PolicyFile policy, PolicyTestResult result) {
    String message() {
      return result.passed()
          ? ""
          : policy.file() + ":" + result.test().line() + ": " + result.message();
    }
  }

  @Override
  protected void run() {
    List<Row> rows = new ArrayList<>();
    for (PolicyFile policy : paths.readValid(terminal())) {
      policy.runTests().forEach(result -> rows.add(new Row(policy, result)));
    }
    output.print(
        terminal(),
        Listing.of(rows)
            .with("policy", row -> row.policy().name())
            .with("test", row -> row.result().test().name())
            .with("passed", row -> row.result().passed())
            .with("message", Row::message));
    long failed = rows.stream().filter(row -> !row.result().passed()).count();
    if (failed > 0) {
      throw CommandFailure.failed(failed + " of " + rows.size() + " tests failed");
    }
    terminal().say(rows.size() + " tests passed");
  }
}
