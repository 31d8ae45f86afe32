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

  /** By state and kind of character; a state is the place of its first kind. */
  private final int[] next;

  private final BitSet foundAtEnd;
  private final int first;
  private final boolean backwards;

  private Automaton(byte[] kinds, int[] next, BitSet foundAtEnd, int first, boolean backwards) {
    this.kinds = kinds;
    this.next = next;
    this.foundAtEnd = foundAtEnd;
    this.first = first;
    this.backwards = backwards;
  }

  Answer find(String text) {
    int length = text.length();
    int state = first;
    for (int i = 0; i < length && state >= 0; i++) {
      char c = text.charAt(backwards ? length - 1 - i : i);
      if (c >= Ascii.SIZE) {
        return Answer.UNKNOWN;
      }
      state = next[state + kinds[c]];
    }
    return state == FOUND || (state >= 0 && foundAtEnd.get(state)) ? Answer.FOUND : Answer.MISSING;
  }

  /**
   * The automaton for the paths of a graph; empty when it would have too many states.
   *
   * <p>A pattern that is bound to the end of the text alone is looked for from there, where the
   * first characters often decide.
   *
   * @param fromStart whether a match begins where the text does
   * @param toEnd whether a match ends where the text does
   */
  static Optional<Automaton> of(
      Branches branches, Branches.Path whole, boolean fromStart, boolean toEnd) {
    if (toEnd && !fromStart) {
      Branches.Path back = new Branches.Path(/* first= */ whole.last(), /* last= */ whole.first());
      return new Builder(branches.reversed(), back, true, false).build(true);
    }
    return new Builder(branches, whole, fromStart, toEnd).build(false);
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

    Optional<Automaton> build(boolean backwards) {
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
      int kindCount = examples.size();
      int[] next =
          rows.stream()
              .flatMapToInt(Arrays::stream)
              .map(state -> state < 0 ? state : state * kindCount)
              .toArray();
      BitSet foundAtEnd = new BitSet();
      for (int state = 0; state < states.size(); state++) {
        foundAtEnd.set(state * kindCount, states.get(state).get(whole.last()));
      }
      int begin = first < 0 ? first : first * kindCount;
      return Optional.of(new Automaton(kinds, next, foundAtEnd, begin, backwards));
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
