package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.review.PolicyResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "results",
    description = "Lists the findings that match a policy.",
    footer = {
      "%nExamples:",
      "  fencepost policy results ssn-outside-hr",
      "  fencepost policy results ssn-outside-hr --show closed -o json"
    })
public final class PolicyResults extends DatabaseCommand {

  /** Which results to list. */
  enum Which {
    OPEN,
    CLOSED,
    ALL
  }

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "POLICY", description = "A policy's name.")
  private String name = "";

  @Option(
      names = "--show",
      paramLabel = "WHICH",
      defaultValue = "open",
      description = "open, closed or all (default: ${DEFAULT-VALUE}).")
  private Which which = Which.OPEN;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  public PolicyResults(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    PolicyCatalog catalog = new PolicyCatalog(database());
    String known = KnownPolicy.get(catalog, name).name();
    output.print(
        terminal(),
        Listing.of(catalog.results(known, open(), limit))
            .with("finding", PolicyResult::findingId)
            .with("info_type", PolicyResult::infoType)
            .with("confidence", PolicyResult::confidence)
            .with("match_count", PolicyResult::matchCount)
            .with("datasource", PolicyResult::datasource)
            .with("object_path", PolicyResult::objectPath)
            .with("field", PolicyResult::field)
            .with("open", PolicyResult::open)
            .with("origin", PolicyResult::origin)
            .with("policy_version", PolicyResult::policyVersion)
            .with("opened_at", PolicyResult::openedAt));
  }

  private @Nullable Boolean open() {
    return switch (which) {
      case OPEN -> true;
      case CLOSED -> false;
      case ALL -> null;
    };
  }
}
