package dev.fencepost.cli.policy;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.output.OutputFormat;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.review.FindingCatalog;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.review.PolicyState;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.explain.Explanation;
import dev.fencepost.sql.transaction.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Shows why a finding matches a policy or does not, clause by clause.",
    footer = {
      "%nExamples:",
      "  fencepost policy explain ssn-outside-hr --finding 5f0c…",
      "  fencepost policy explain ssn-outside-hr --finding 5f0c… -o json"
    })
public final class PolicyExplain extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "POLICY", description = "A policy's name.")
  private String name = "";

  @Option(names = "--finding", paramLabel = "ID", required = true, description = "A finding's id.")
  private String findingId = "";

  public PolicyExplain(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    Database database = database();
    PolicyState policy = KnownPolicy.get(new PolicyCatalog(database), name);
    FindingRow row =
        new FindingCatalog(database)
            .find(findingId)
            .orElseThrow(
                () ->
                    CommandFailure.notFound(
                        "there is no finding '"
                            + findingId
                            + "'; 'fencepost findings list' shows ids"));
    Explanation explanation =
        Explanation.of(Condition.compile(policy.condition()).orElseThrow(), row.finding());
    if (output.format() == OutputFormat.TABLE) {
      terminal().data(head(row.finding(), row.deleted()));
      ExplanationText.lines(explanation).forEach(terminal()::data);
    } else {
      output.printOne(terminal(), map(explanation));
    }
  }

  private static String head(Finding finding, boolean deleted) {
    return finding.infoType()
        + " in "
        + finding.datasource()
        + ":"
        + finding.objectPath()
        + (deleted ? " (gone: matches nothing any more)" : "");
  }

  private static Map<String, @Nullable Object> map(Explanation clause) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("clause", clause.source());
    map.put("connective", clause.connective().name());
    map.put("outcome", clause.outcome().name());
    map.put("error", clause.error().orElse(null));
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    clause.values().forEach(value -> values.put(value.name(), value.value().orElse(null)));
    map.put("values", values);
    map.put("parts", clause.parts().stream().map(PolicyExplain::map).toList());
    return map;
  }
}
