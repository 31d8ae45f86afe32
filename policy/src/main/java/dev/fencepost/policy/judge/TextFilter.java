package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.TextTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules out the conditions that need another value of one term. */
final class TextFilter implements CandidateFilter {

  private final TextTerm term;
  private final int from;
  private final long[] others;
  private final Map<String, Asking> askingFor = new HashMap<>();

  /** The conditions that need one value, as those words of their bits that are not zero. */
  private static final class Asking {

    private final int[] words;
    private final long[] bits;

    Asking(List<Integer> conditions) {
      TreeMap<Integer, Long> byWord = new TreeMap<>();
      for (int condition : conditions) {
        byWord.merge(ConditionBits.word(condition), ConditionBits.bit(condition), (a, b) -> a | b);
      }
      words = byWord.keySet().stream().mapToInt(Integer::intValue).toArray();
      bits = byWord.values().stream().mapToLong(Long::longValue).toArray();
    }
  }

  /**
   * A filter on a term.
   *
   * @param needed by the positions of conditions, which are not empty
   */
  TextFilter(TextTerm term, Map<Integer, Set<String>> needed) {
    this.term = term;
    TreeSet<Integer> conditions = new TreeSet<>(needed.keySet());
    from = ConditionBits.word(conditions.first());
    others = new long[ConditionBits.word(conditions.last()) + 1 - from];
    Arrays.fill(others, -1);
    Map<String, List<Integer>> byValue = new HashMap<>();
    for (int condition : conditions) {
      others[ConditionBits.word(condition) - from] &= ~ConditionBits.bit(condition);
      for (String value : needed.getOrDefault(condition, Set.of())) {
        byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(condition);
      }
    }
    byValue.forEach((value, asking) -> askingFor.put(value, new Asking(asking)));
  }

  /** A missing label rules out nothing: it makes conditions fail, which has to be counted. */
  @Override
  public void ruleOut(Finding finding, long[] candidates) {
    String value = term.of(finding);
    if (value == null) {
      return;
    }
    Asking asking = askingFor.get(value);
    int next = from;
    if (asking != null) {
      for (int i = 0; i < asking.words.length; i++) {
        int word = asking.words[i];
        keepOthers(candidates, next, word);
        candidates[word] &= others[word - from] | asking.bits[i];
        next = word + 1;
      }
    }
    keepOthers(candidates, next, from + others.length);
  }

  private void keepOthers(long[] candidates, int first, int end) {
    for (int word = first; word < end; word++) {
      candidates[word] &= others[word - from];
    }
  }
}
