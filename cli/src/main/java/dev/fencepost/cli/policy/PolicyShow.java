package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.review.PolicyState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a policy: condition, fence, state and results.",
    footer = {
      "%nExamples:",
      "  fencepost policy show ssn-outside-hr",
      "  fencepost policy show ssn-outside-hr -o yaml"
    })
public final class PolicyShow extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "POLICY", description = "A policy's name.")
  private String name = "";

  public PolicyShow(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    PolicyState policy = KnownPolicy.get(new PolicyCatalog(database()), name);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("name", policy.name());
    all.put("version", policy.version());
    all.put("status", policy.status().name());
    all.put("severity", policy.severity());
    all.put("description", policy.description());
    all.put("labels", policy.labels());
    all.put("condition", policy.condition().strip());
    all.put("streaming", policy.requiresStreamingUpdates());
    all.put("generation", policy.generation());
    all.put("activation_time", policy.activationTime());
    all.put("backfill_job", policy.backfillJob());
    all.put("backfilled_at", policy.backfilledAt());
    all.put("caught_up_at", policy.caughtUpAt());
    all.put("evaluation_errors", policy.evaluationErrors());
    all.put("open", policy.results().open());
    all.put("closed", policy.results().closed());
    all.put("by_backfill", policy.results().openByBackfill());
    all.put("by_stream", policy.results().openByStream());
    output.printOne(terminal(), all);
  }
}
