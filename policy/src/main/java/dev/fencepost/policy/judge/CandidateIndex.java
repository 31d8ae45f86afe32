package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.TextTerm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the conditions that can be true, or fail, for a finding.
 *
 * <p>Each term that conditions ask for takes out of the set of all conditions those that it makes
 * false. That is a look-up and an AND of bits for each term, however many conditions ask for it;
 * those that stay have passed every test of a value or a window, and few of them are no matches.
 */
final class CandidateIndex {

  private final long[] all;
  private final CandidateFilter[] filters;

  private CandidateIndex(long[] all, List<CandidateFilter> filters) {
    this.all = all;
    this.filters = filters.toArray(CandidateFilter[]::new);
  }

  /** Indexes conditions by their positions in the list. */
  static CandidateIndex of(List<Condition> conditions) {
    Map<TextTerm, Map<Integer, Set<String>>> texts = new HashMap<>();
    Map<NumberTerm, Map<Integer, Window>> windows = new EnumMap<>(NumberTerm.class);
    for (int i = 0; i < conditions.size(); i++) {
      int condition = i;
      Requirement needed = Requirement.of(conditions.get(i).clause());
      needed
          .texts()
          .forEach(
              (term, values) ->
                  texts.computeIfAbsent(term, t -> new HashMap<>()).put(condition, values));
      needed
          .windows()
          .forEach(
              (term, window) ->
                  windows.computeIfAbsent(term, t -> new HashMap<>()).put(condition, window));
    }
    List<CandidateFilter> filters = new ArrayList<>();
    texts.forEach((term, needed) -> filters.add(new TextFilter(term, needed)));
    int words = ConditionBits.words(conditions.size());
    windows.forEach((term, needed) -> filters.add(new NumberFilter(term, words, needed)));
    return new CandidateIndex(ConditionBits.all(conditions.size()), filters);
  }

  /** An empty set for {@link #candidates}. */
  long[] emptySet() {
    return new long[all.length];
  }

  /** Fills a set with the candidates for a finding. */
  void candidates(Finding finding, long[] candidates) {
    System.arraycopy(all, 0, candidates, 0, all.length);
    for (CandidateFilter filter : filters) {
      filter.ruleOut(finding, candidates);
    }
  }
}
