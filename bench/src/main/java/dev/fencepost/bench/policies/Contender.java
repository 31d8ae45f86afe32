package dev.fencepost.bench.policies;

import dev.cel.bundle.CelFactory;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.judge.ArmedPolicy;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.TermFilteredPresearcher;

/**
 * Who takes part, each peer with all of its settings that the sweep tries. Lucene's presearcher of
 * the parts of patterns is not among them: it overlooks matches of patterns with alternatives.
 */
public enum Contender {
  FENCEPOST,
  CEL,
  CEL_PLANNER,
  LUCENE_ALL_QUERIES,
  LUCENE_TERMS,
  LUCENE_TWO_PASSES,
  LUCENE_FOUR_PASSES;

  Judge judge(int batch, List<ArmedPolicy> policies, List<Finding> findings) {
    return switch (this) {
      case FENCEPOST -> new FencepostJudge(policies, findings);
      case CEL -> new CelJudge(CelFactory.legacyCelBuilder(), policies, findings);
      case CEL_PLANNER -> new CelJudge(CelFactory.plannerCelBuilder(), policies, findings);
      case LUCENE_ALL_QUERIES, LUCENE_TERMS, LUCENE_TWO_PASSES, LUCENE_FOUR_PASSES ->
          new LuceneJudge(presearcher(), batch, policies, findings);
    };
  }

  private Presearcher presearcher() {
    return switch (this) {
      case FENCEPOST, CEL, CEL_PLANNER, LUCENE_ALL_QUERIES -> Presearcher.NO_FILTERING;
      case LUCENE_TERMS -> new TermFilteredPresearcher();
      case LUCENE_TWO_PASSES -> new MultipassTermFilteredPresearcher(2);
      case LUCENE_FOUR_PASSES -> new MultipassTermFilteredPresearcher(4);
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
