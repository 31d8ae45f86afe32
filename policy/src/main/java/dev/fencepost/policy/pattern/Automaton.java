package dev.fencepost.policy.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pattern as a table of states. */
final class Automaton {

  /** What a text turned out to be. */
  enum Answer {
    FOUND,
    MISSING,
    /** Only RE2 knows. */
    UNKNOWN
  }

  private static final int STATES_AT_MOST = 200;
  private static final int FOUND = -1;
  private static final int LOST = -2;

  private final byte[] kinds;
  private final int kindCount;
  private final int[] next;
  private final BitSet foundAtEnd;
  private final int first;

  private Automaton(byte[] kinds, int kindCount, int[] next, BitSet foundAtEnd, int first) {
    this.kinds = kinds;
    this.kindCount = kindCount;
    this.next = next;
    this.foundAtEnd = foundAtEnd;
    this.first = first;
  }

  Answer find(String text) {
    int state = first;
    for (int i = 0; i < text.length() && state >= 0; i++) {
      char c = text.charAt(i);
      if (c >= Ascii.SIZE) {
        return Answer.UNKNOWN;
      }
      state = next[state * kindCount + kinds[c]];
    }
    return state == FOUND || (state >= 0 && foundAtEnd.get(state)) ? Answer.FOUND : Answer.MISSING;
  }

  /**
   * The automaton for the paths of a graph; empty when it would have too many states.
   *
   * @param fromStart whether a match begins where the text does
   * @param toEnd whether a match ends where the text does
   */
  static Optional<Automaton> of(
      Branches branches, Branches.Path whole, boolean fromStart, boolean toEnd) {
    return new Builder(branches, whole, fromStart, toEnd).build();
  }

  /** Follows sets of places, of which each is a state. */
  private static final class Builder {

    private final Branches branches;
    private final Branches.Path whole;
    private final boolean fromStart;
    private final boolean toEnd;
    private final byte[] kinds = new byte[Ascii.SIZE];
    private final List<Integer> examples = new ArrayList<>();
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> states = new ArrayList<>();

    Builder(Branches branches, Branches.Path whole, boolean fromStart, boolean toEnd) {
      this.branches = branches;
      this.whole = whole;
      this.fromStart = fromStart;
      this.toEnd = toEnd;
      findKinds();
    }

    /** Characters of one kind take the same steps everywhere. */
    private void findKinds() {
      Map<BitSet, Integer> known = new HashMap<>();
      for (int c = 0; c < Ascii.SIZE; c++) {
        BitSet taken = new BitSet();
        for (int place = 0; place < branches.places(); place++) {
          Branches.Step step = branches.step(place);
          taken.set(place, step != null && step.characters().has(c));
        }
        Integer kind = known.putIfAbsent(taken, known.size());
        if (kind == null) {
          examples.add(c);
        }
        kinds[c] = (byte) (examples.size() - 1);
        if (kind != null) {
          kinds[c] = kind.byteValue();
        }
      }
    }

    Optional<Automaton> build() {
      BitSet start = new BitSet();
      branches.reach(whole.first(), start);
      int first = number(start);
      List<int[]> rows = new ArrayList<>();
      for (int state = 0; state < states.size(); state++) {
        if (states.size() > STATES_AT_MOST) {
          return Optional.empty();
        }
        int[] row = new int[examples.size()];
        for (int kind = 0; kind < row.length; kind++) {
          row[kind] = number(after(states.get(state), examples.get(kind)));
        }
        rows.add(row);
      }
      int[] next = rows.stream().flatMapToInt(Arrays::stream).toArray();
      BitSet foundAtEnd = new BitSet();
      for (int state = 0; state < states.size(); state++) {
        foundAtEnd.set(state, states.get(state).get(whole.last()));
      }
      return Optional.of(new Automaton(kinds, examples.size(), next, foundAtEnd, first));
    }

    private BitSet after(BitSet state, int c) {
      BitSet after = new BitSet();
      state.stream()
          .forEach(
              place -> {
                Branches.Step step = branches.step(place);
                if (step != null && step.characters().has(c)) {
                  branches.reach(step.to(), after);
                }
              });
      if (!fromStart) {
        branches.reach(whole.first(), after);
      }
      return after;
    }

    private int number(BitSet places) {
      if (!toEnd && places.get(whole.last())) {
        return FOUND;
      }
      if (places.isEmpty()) {
        return LOST;
      }
      Integer known = numbers.get(places);
      if (known != null) {
        return known;
      }
      numbers.put(places, states.size());
      states.add(places);
      return states.size() - 1;
    }
  }
}
