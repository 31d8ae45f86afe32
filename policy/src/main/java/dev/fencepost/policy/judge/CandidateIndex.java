package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.TextTerm;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the conditions that can be true, or fail, for a finding, by look-ups of its texts. */
final class CandidateIndex {

  private static final BitSet NONE = new BitSet();

  private final BitSet always;
  private final List<Lookup> lookups;

  private CandidateIndex(BitSet always, List<Lookup> lookups) {
    this.always = always;
    this.lookups = lookups;
  }

  /**
   * The conditions that need one of some values of a term.
   *
   * @param all those that fail when the term is a label that is missing
   */
  private record Lookup(TextTerm term, Map<String, BitSet> byValue, BitSet all) {

    static Lookup on(TextTerm term) {
      return new Lookup(term, new HashMap<>(), new BitSet());
    }

    void add(int condition, Set<String> values) {
      all.set(condition);
      for (String value : values) {
        byValue.computeIfAbsent(value, v -> new BitSet()).set(condition);
      }
    }

    BitSet candidates(Finding finding) {
      String value = term.of(finding);
      return value == null ? all : byValue.getOrDefault(value, NONE);
    }
  }

  /** Indexes conditions by their positions in the list. */
  static CandidateIndex of(List<Condition> conditions) {
    List<Map<TextTerm, Set<String>>> requirements =
        conditions.stream().map(condition -> Requirement.of(condition.clause())).toList();
    Crowding crowding = Crowding.of(requirements);
    BitSet always = new BitSet();
    Map<TextTerm, Lookup> lookups = new HashMap<>();
    for (int i = 0; i < requirements.size(); i++) {
      Map<TextTerm, Set<String>> needed = requirements.get(i);
      if (needed.isEmpty()) {
        always.set(i);
        continue;
      }
      TextTerm term = crowding.leastCrowded(needed);
      lookups.computeIfAbsent(term, Lookup::on).add(i, needed.getOrDefault(term, Set.of()));
    }
    return new CandidateIndex(always, new ArrayList<>(lookups.values()));
  }

  BitSet candidates(Finding finding) {
    BitSet candidates = (BitSet) always.clone();
    for (Lookup lookup : lookups) {
      candidates.or(lookup.candidates(finding));
    }
    return candidates;
  }
}
