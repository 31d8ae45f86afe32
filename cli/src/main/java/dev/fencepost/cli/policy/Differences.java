package dev.fencepost.cli.policy;

import dev.fencepost.cli.session.Terminal;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.review.FindingCatalog;
import dev.fencepost.engine.review.PolicyCatalog;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.explain.Explanation;
import dev.fencepost.sql.transaction.Database;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what is different, and for each sample why the finding matches or does not. */
record Differences(Terminal terminal, Database database) {

  void tell(List<PolicyCheck> checks) {
    for (PolicyCheck check : checks) {
      if (!check.samples().isEmpty()) {
        Condition condition =
            Condition.compile(new PolicyCatalog(database).get(check.policy()).condition())
                .orElseThrow();
        check.samples().forEach(sample -> tell(check, sample, condition));
      }
    }
  }

  private void tell(PolicyCheck check, PolicyCheck.Sample sample, Condition condition) {
    terminal.say(
        check.policy()
            + ": "
            + sample.difference().name().toLowerCase(Locale.ROOT)
            + ", finding "
            + sample.findingId()
            + ": "
            + sample.detail());
    Optional<FindingRow> row = new FindingCatalog(database).find(sample.findingId());
    row.filter(found -> !found.deleted())
        .map(found -> Explanation.of(condition, found.finding()))
        .ifPresent(
            explanation ->
                ExplanationText.lines(explanation).forEach(line -> terminal.say("    " + line)));
  }
}
