package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.transaction.Database;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = {
      "Judges every finding again and compares with the results: none missing, extra or stale.",
      "Answers with exit code 3 when there is a difference."
    },
    footer = {
      "%nExamples:",
      "  fencepost policy verify --all",
      "  fencepost policy verify ssn-outside-hr -o json"
    })
public final class PolicyVerify extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(arity = "0..*", paramLabel = "POLICY", description = "Names of policies.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "Every policy.")
  private boolean all;

  public PolicyVerify(Session session) {
    super(session);
  }

  @Override
  protected ExitCode answer() {
    if (all != names.isEmpty()) {
      throw CommandFailure.usage("name policies, or take all with --all");
    }
    Database database = database();
    PolicyCatalog catalog = new PolicyCatalog(database);
    names.forEach(name -> KnownPolicy.get(catalog, name));
    Verify verify = new Verify(database);
    List<PolicyCheck> checks = all ? verify.all() : verify.of(names);
    output.print(terminal(), listing(checks));
    for (PolicyCheck check : checks) {
      for (PolicyCheck.Sample sample : check.samples()) {
        terminal()
            .say(
                check.policy() + ": " + sample.difference() + " for finding " + sample.findingId());
      }
    }
    return checks.stream().allMatch(PolicyCheck::isExact) ? ExitCode.OK : ExitCode.DIFFERENCES;
  }

  /** For the end of a demo too. */
  public static Listing<PolicyCheck> listing(List<PolicyCheck> checks) {
    return Listing.of(checks)
        .with("policy", PolicyCheck::policy)
        .with("version", PolicyCheck::version)
        .with("status", check -> check.status().name())
        .with("scope", check -> check.scope().name())
        .with("checked", PolicyCheck::checked)
        .with("missing", PolicyCheck::missing)
        .with("extra", PolicyCheck::extra)
        .with("stale", PolicyCheck::stale)
        .with("errors", PolicyCheck::errors);
  }
}
