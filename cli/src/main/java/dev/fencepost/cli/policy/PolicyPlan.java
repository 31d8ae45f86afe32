package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.ExitCode;
import dev.fencepost.cli.output.OutputFormat;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.preview.PolicyPreview;
import dev.fencepost.engine.preview.PolicyPreviews;
import dev.fencepost.engine.preview.PreviewDraft;
import dev.fencepost.engine.review.FindingCatalog;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.sql.transaction.Database;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "plan",
    description = {
      "Shows what applying files would change; nothing is written.",
      "Answers with exit code 3 when there is something to apply."
    },
    footer = {
      "%nExamples:",
      "  fencepost policy plan examples/policies/",
      "  fencepost policy plan ssn.yaml -o json"
    })
public final class PolicyPlan extends DatabaseCommand {

  @Mixin private PolicyPaths paths = new PolicyPaths();
  @Mixin private OutputOption output = new OutputOption();

  public PolicyPlan(Session session) {
    super(session);
  }

  /**
   * A change and what it would do.
   *
   * @param preview null for a file that changes nothing
   */
  private record Planned(PolicyChange change, @Nullable PolicyPreview preview) {}

  @Override
  protected ExitCode answer() {
    var files = paths.readValid(terminal());
    Database database = database();
    List<Planned> plan = planned(PolicyChange.of(files, new PolicyCatalog(database).list()));
    if (output.format() == OutputFormat.TABLE) {
      plan.forEach(planned -> show(planned, new FindingCatalog(database)));
      terminal().data(summary(plan));
    } else {
      output.printOne(terminal(), Map.of("policies", plan.stream().map(PolicyPlan::map).toList()));
    }
    boolean different = plan.stream().anyMatch(planned -> planned.change().isDifferent());
    return different ? ExitCode.DIFFERENCES : ExitCode.OK;
  }

  private List<Planned> planned(List<PolicyChange> changes) {
    List<PreviewDraft> drafts =
        changes.stream()
            .filter(PolicyChange::isDifferent)
            .map(change -> new PreviewDraft(change.file().name(), change.file().condition()))
            .toList();
    Iterator<PolicyPreview> previews = new PolicyPreviews(database()).of(drafts).iterator();
    List<Planned> plan = new ArrayList<>();
    for (PolicyChange change : changes) {
      plan.add(new Planned(change, change.isDifferent() ? previews.next() : null));
    }
    return plan;
  }

  private void show(Planned planned, FindingCatalog findings) {
    PolicyPreview preview = planned.preview();
    if (preview == null) {
      return;
    }
    terminal()
        .data(
            planned.change().kind().text()
                + "  "
                + planned.change().file().name()
                + ": "
                + preview.matching()
                + " findings match, "
                + preview.gained()
                + " gained, "
                + preview.lost()
                + " lost");
    preview.gainedSamples().forEach(id -> terminal().data("    + " + described(findings, id)));
    preview.lostSamples().forEach(id -> terminal().data("    - " + described(findings, id)));
    terminal()
        .data(
            "    SQL ("
                + (preview.exact() ? "exact" : "superset, the evaluator decides")
                + "): "
                + preview.sql().strip().replaceAll("\\s+", " "));
    terminal().data("    with " + preview.parameters());
  }

  private static String described(FindingCatalog findings, String id) {
    return findings
        .find(id)
        .map(
            row ->
                row.finding().infoType()
                    + " in "
                    + row.finding().datasource()
                    + ":"
                    + row.finding().objectPath()
                    + "  "
                    + id)
        .orElse(id);
  }

  private static String summary(List<Planned> plan) {
    long fenced = plan.stream().filter(planned -> planned.change().kind().needsFence()).count();
    String fences =
        fenced == 0
            ? "no fence is needed"
            : "applying takes one fence for "
                + fenced
                + (fenced == 1 ? " policy" : " policies")
                + ", which share one scan of history";
    long unchanged = plan.stream().filter(planned -> !planned.change().isDifferent()).count();
    return unchanged == 0 ? fences : unchanged + " unchanged; " + fences;
  }

  private static Map<String, @Nullable Object> map(Planned planned) {
    PolicyPreview preview = planned.preview();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", planned.change().file().name());
    map.put("file", planned.change().file().file());
    map.put("change", planned.change().kind().text());
    map.put("needs_fence", planned.change().kind().needsFence());
    if (preview == null) {
      return map;
    }
    map.put("matching", preview.matching());
    map.put("gained", preview.gained());
    map.put("lost", preview.lost());
    map.put("gained_samples", preview.gainedSamples());
    map.put("lost_samples", preview.lostSamples());
    map.put("sql", preview.sql());
    map.put("parameters", preview.parameters());
    map.put("exact", preview.exact());
    return map;
  }
}
