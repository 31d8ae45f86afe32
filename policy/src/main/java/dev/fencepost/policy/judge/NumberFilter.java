package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Rules out the conditions whose window a number is outside of.
 *
 * <p>The numbers are cut into cells at the ends of windows; for each cell there is the set of the
 * conditions whose window reaches into it. Cells are few, so that their sets take no more memory
 * for more conditions than those themselves; a window that ends inside a cell is judged in full.
 */
final class NumberFilter implements CandidateFilter {

  private static final int CELLS_AT_MOST = 1_024;

  private final NumberTerm term;
  private final long[] others;
  private final long[] cuts;
  private final boolean isExact;
  private final long[][] reaching;

  /**
   * A filter on a term.
   *
   * @param windows by the positions of conditions
   */
  NumberFilter(NumberTerm term, int words, Map<Integer, Window> windows) {
    this.term = term;
    this.others = ConditionBits.allBut(words, windows.keySet());
    long[] ends = ends(windows);
    int every = ends.length / CELLS_AT_MOST + 1;
    this.cuts = cuts(ends, every);
    this.isExact = every == 1 && term.isExact();
    this.reaching = new long[cuts.length + 1][];
    for (int cell = 0; cell < reaching.length; cell++) {
      reaching[cell] = others.clone();
    }
    windows.forEach(this::add);
  }

  /** The first numbers inside of windows and behind them. */
  private static long[] ends(Map<Integer, Window> windows) {
    return windows.values().stream()
        .flatMapToLong(window -> LongStream.of(window.low(), afterHigh(window)))
        .sorted()
        .distinct()
        .toArray();
  }

  private static long[] cuts(long[] ends, int every) {
    return LongStream.range(0, ends.length / every)
        .map(place -> ends[(int) place * every])
        .toArray();
  }

  /** The first number of the cell behind a window. */
  private static long afterHigh(Window window) {
    return window.high() == Long.MAX_VALUE ? Long.MAX_VALUE : window.high() + 1;
  }

  private void add(int condition, Window window) {
    if (window.low() <= window.high()) {
      for (int cell = cell(window.low()); cell <= cell(window.high()); cell++) {
        reaching[cell][ConditionBits.word(condition)] |= ConditionBits.bit(condition);
      }
    }
  }

  /** How many cuts are at or below a number. */
  private int cell(long number) {
    int place = Arrays.binarySearch(cuts, number);
    return place < 0 ? -place - 1 : place + 1;
  }

  @Override
  public void ruleOut(Finding finding, Candidates candidates) {
    if (!term.isOrdered(finding)) {
      candidates.undecide(0, others);
      return;
    }
    long[] left = candidates.left;
    long[] kept = reaching[cell(term.of(finding))];
    for (int word = 0; word < left.length; word++) {
      left[word] &= kept[word];
    }
  }

  @Override
  public boolean decides(Conjunction.Part part) {
    return isExact && Requirement.ofLeaf(part.clause()).windows().containsKey(term);
  }
}
