package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.review.PolicyState;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "Lists the policies with their results.",
    footer = {"%nExamples:", "  fencepost policy list", "  fencepost policy list -o json"})
public final class PolicyList extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  public PolicyList(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    output.print(terminal(), listing(new PolicyCatalog(database()).list()));
  }

  static Listing<PolicyState> listing(List<PolicyState> policies) {
    return Listing.of(policies)
        .with("name", PolicyState::name)
        .with("version", PolicyState::version)
        .with("status", policy -> policy.status().name())
        .with("severity", PolicyState::severity)
        .with("streaming", PolicyState::requiresStreamingUpdates)
        .with("open", policy -> policy.results().open())
        .with("closed", policy -> policy.results().closed())
        .with("by_backfill", policy -> policy.results().openByBackfill())
        .with("by_stream", policy -> policy.results().openByStream())
        .with("caught_up", policy -> policy.caughtUpAt() != null);
  }
}
