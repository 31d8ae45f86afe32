package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = {
      "Judges every finding again and compares with the results: none missing, extra or stale.",
      "Reads one snapshot of the live database, on its standby when there is one, and changes"
          + " nothing unless --repair is given.",
      "Of many policies, what the index of landings rules out is judged by CEL itself for samples"
          + " only, unless --thorough is given.",
      "Answers with exit code 3 when there is a difference."
    },
    footer = {
      "%nExamples:",
      "  fencepost policy verify --all",
      "  fencepost policy verify ssn-outside-hr -o json",
      "  fencepost policy verify --all --repair"
    })
public final class PolicyVerify extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(arity = "0..*", paramLabel = "POLICY", description = "Names of policies.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "Every policy.")
  private boolean all;

  @Option(
      names = "--repair",
      description =
          "Judge what is wrong again: a new version of the policy with a fence and a backfill of"
              + " its own. Then verify once more.")
  private boolean repair;

  @Option(
      names = "--thorough",
      description =
          "Have CEL judge every finding by every policy: some 500,000 verdicts a second, so with a"
              + " thousand policies half an hour for a million findings.")
  private boolean thorough;

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
    List<PolicyCheck> checks = verify(database, catalog);
    List<PolicyCheck> wrong = checks.stream().filter(check -> !check.isExact()).toList();
    if (repair && !wrong.isEmpty()) {
      new Repair(session(), addresses()).run(wrong);
      checks = verify(database, catalog);
    }
    return checks.stream().allMatch(PolicyCheck::isExact) ? ExitCode.OK : ExitCode.DIFFERENCES;
  }

  private List<PolicyCheck> verify(Database database, PolicyCatalog catalog) {
    names.forEach(name -> KnownPolicy.get(catalog, name));
    // Asked before the snapshot is taken: what lands in between is in both, and counts as landed.
    OptionalLong inFlight = new InFlight(addresses(), database).records();
    List<PolicyCheck> checks = checkInPlace(database);
    output.print(terminal(), listing(checks));
    new Differences(terminal(), database).tell(checks);
    inFlight.ifPresent(
        records -> {
          if (records > 0) {
            terminal()
                .say(records + " records in Kafka had not landed; they are judged when they do");
          }
        });
    return checks;
  }

  private List<PolicyCheck> checkInPlace(Database leader) {
    Optional<Database> standby = new VerifyPlace(addresses(), terminal()).standby();
    if (standby.isPresent()) {
      try {
        return check(standby.get());
      } catch (DatabaseException e) {
        terminal().say("the standby broke off, so all is read again on the leader");
      }
    }
    return check(leader);
  }

  private List<PolicyCheck> check(Database database) {
    try (Progress progress = new Progress(terminal(), "verifying")) {
      Verify every = new Verify(database, (seen, about) -> progress.at(seen, about, ""));
      Verify verify = thorough ? every : every.sampling();
      List<PolicyCheck> checks = all ? verify.all() : verify.of(names);
      long verdicts = checks.stream().mapToLong(PolicyCheck::checked).sum();
      long byCel = checks.stream().mapToLong(PolicyCheck::checkedByCel).sum();
      progress.done(
          verdicts == byCel
              ? verdicts + " verdicts"
              : verdicts + " verdicts, of them " + byCel + " by CEL itself");
      return checks;
    }
  }

  /** For the end of a demo too. */
  public static Listing<PolicyCheck> listing(List<PolicyCheck> checks) {
    return Listing.of(checks)
        .with("policy", PolicyCheck::policy)
        .with("version", PolicyCheck::version)
        .with("status", check -> check.status().name())
        .with("scope", check -> check.scope().name())
        .with("checked", PolicyCheck::checked)
        .with("checked_by_cel", PolicyCheck::checkedByCel)
        .with("missing", PolicyCheck::missing)
        .with("extra", PolicyCheck::extra)
        .with("stale", PolicyCheck::stale)
        .with("errors", PolicyCheck::errors)
        .with("changed_since_freeze", PolicyCheck::changedSinceFreeze);
  }
}
