package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.TextTerm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
  static CandidateIndex of(List<Conjunction> conditions) {
    Map<TextTerm, Map<Integer, Set<String>>> texts = new HashMap<>();
    Map<TextTerm, List<TextFilter.Test>> tests = new HashMap<>();
    Map<NumberTerm, Map<Integer, Window>> windows = new EnumMap<>(NumberTerm.class);
    for (int i = 0; i < conditions.size(); i++) {
      int condition = i;
      Requirement needed = Requirement.of(conditions.get(i).whole());
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
      for (Conjunction.Part part : conditions.get(i).parts()) {
        part.text()
            .filter(TextFilter::isTested)
            .filter(term -> !Requirement.ofLeaf(part.clause()).texts().containsKey(term))
            .ifPresent(
                term ->
                    tests
                        .computeIfAbsent(term, t -> new ArrayList<>())
                        .add(new TextFilter.Test(condition, part.judgement())));
      }
    }
    List<CandidateFilter> filters = new ArrayList<>();
    Stream.concat(texts.keySet().stream(), tests.keySet().stream())
        .distinct()
        .forEach(
            term ->
                filters.add(
                    new TextFilter(
                        term,
                        texts.getOrDefault(term, Map.of()),
                        tests.getOrDefault(term, List.of()))));
    int words = ConditionBits.words(conditions.size());
    windows.forEach((term, needed) -> filters.add(new NumberFilter(term, words, needed)));
    return new CandidateIndex(ConditionBits.all(conditions.size()), filters);
  }

  /** A set for {@link #find}. */
  Candidates emptySet() {
    return new Candidates(all.length);
  }

  /** Fills a set with the candidates for a finding. */
  void find(Finding finding, Candidates candidates) {
    candidates.reset(all);
    for (CandidateFilter filter : filters) {
      filter.ruleOut(finding, candidates);
    }
  }

  /** Whether a part of a conjunction is true for each of its candidates that is decided. */
  boolean decides(Conjunction.Part part) {
    return Stream.of(filters).anyMatch(filter -> filter.decides(part));
  }
}
