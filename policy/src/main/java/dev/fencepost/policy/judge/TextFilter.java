package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.condition.TextTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules out the conditions that one text makes false: those that need another value, and where
 * texts repeat themselves those of which any part about this text is false.
 */
final class TextFilter implements CandidateFilter {

  /** Few findings share one of these with another. */
  private static final Set<FindingField> MOSTLY_DISTINCT =
      EnumSet.of(FindingField.ID, FindingField.OBJECT_PATH);

  private final TextTerm term;

  /** The word of conditions' bits with which all the words here begin. */
  private final int from;

  /** The conditions that need no value. */
  private final long[] others;

  /** The conditions of which no part is tested. */
  private final long[] untested;

  private final Map<String, Asking> askingFor = new HashMap<>();
  private final List<Test> tests;
  private final ValueMasks masks;

  /** A part of a condition, which this text decides. */
  record Test(int condition, Judgement part) {}

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
   * @param needed values by the positions of conditions
   * @param tests the parts of conditions about this term, when {@link #isTested}; they or the
   *     conditions that need a value are not empty
   */
  TextFilter(TextTerm term, Map<Integer, Set<String>> needed, List<Test> tests) {
    this.term = term;
    this.tests = List.copyOf(tests);
    List<Integer> tested = tests.stream().map(Test::condition).toList();
    List<Integer> all = new ArrayList<>(needed.keySet());
    all.addAll(tested);
    from = ConditionBits.word(all.stream().mapToInt(Integer::intValue).min().orElseThrow());
    int last = ConditionBits.word(all.stream().mapToInt(Integer::intValue).max().orElseThrow());
    others = allBut(needed.keySet(), last);
    untested = allBut(tested, last);
    masks = new ValueMasks(others.length);
    Map<String, List<Integer>> byValue = new HashMap<>();
    needed.forEach(
        (condition, values) ->
            values.forEach(
                value -> byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(condition)));
    byValue.forEach((value, asking) -> askingFor.put(value, new Asking(asking)));
  }

  /** Whether texts of a term come often enough for all parts about it to be tested by value. */
  static boolean isTested(TextTerm term) {
    return !(term instanceof TextTerm.Field of && MOSTLY_DISTINCT.contains(of.field()));
  }

  private long[] allBut(Iterable<Integer> conditions, int last) {
    long[] words = new long[last + 1 - from];
    Arrays.fill(words, -1);
    conditions.forEach(
        condition -> words[ConditionBits.word(condition) - from] &= ~ConditionBits.bit(condition));
    return words;
  }

  /** A missing label rules out nothing: it makes conditions fail, which has to be counted. */
  @Override
  public void ruleOut(Finding finding, Candidates candidates) {
    String value = term.of(finding);
    if (value == null) {
      candidates.undecide(from, others);
      candidates.undecide(from, untested);
      return;
    }
    long[] mask = isTested(term) ? masks.of(value, () -> mask(finding, value)) : null;
    if (mask != null) {
      for (int word = 0; word < mask.length; word++) {
        candidates.left[from + word] &= mask[word];
      }
      return;
    }
    keepAsking(candidates.left, from, value);
    if (!tests.isEmpty()) {
      candidates.undecide(from, untested);
    }
  }

  @Override
  public boolean decides(Conjunction.Part part) {
    return Requirement.ofLeaf(part.clause()).texts().containsKey(term)
        || (isTested(term) && part.text().filter(term::equals).isPresent());
  }

  /** What a value leaves, whatever else the finding is. */
  private long[] mask(Finding finding, String value) {
    long[] mask = new long[others.length];
    Arrays.fill(mask, -1);
    keepAsking(mask, 0, value);
    for (Test test : tests) {
      if (!test.part().of(finding).matches()) {
        mask[ConditionBits.word(test.condition()) - from] &= ~ConditionBits.bit(test.condition());
      }
    }
    return mask;
  }

  /**
   * Keeps the conditions that need no value, or this one.
   *
   * @param first where the filter's first word is among these
   */
  private void keepAsking(long[] words, int first, String value) {
    @Nullable Asking asking = askingFor.get(value);
    int next = 0;
    if (asking != null) {
      for (int i = 0; i < asking.words.length; i++) {
        int word = asking.words[i] - from;
        keepOthers(words, first, next, word);
        words[first + word] &= others[word] | asking.bits[i];
        next = word + 1;
      }
    }
    keepOthers(words, first, next, others.length);
  }

  private void keepOthers(long[] words, int first, int begin, int end) {
    for (int word = begin; word < end; word++) {
      words[first + word] &= others[word];
    }
  }
}
