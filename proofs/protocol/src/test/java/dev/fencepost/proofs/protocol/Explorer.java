package dev.fencepost.proofs.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Visits every state that a protocol can reach, those that need fewest steps first. */
final class Explorer {

  private final Protocol protocol;

  /** The state from which each was first reached; the start comes from itself. */
  private final Map<State, State> cameFrom = new HashMap<>();

  private long steps;

  /**
   * What was found.
   *
   * @param violation empty when every invariant holds in every state and step
   */
  record Report(long states, long steps, Optional<Violation> violation) {}

  /** A way to break an invariant. */
  record Violation(Invariant invariant, List<String> trace) {

    @Override
    public String toString() {
      return invariant + ": " + invariant.says() + "\n  " + String.join("\n  ", trace);
    }
  }

  private Explorer(Protocol protocol) {
    this.protocol = protocol;
  }

  /** Stops at the first violation. */
  static Report explore(Protocol protocol) {
    Explorer explorer = new Explorer(protocol);
    Optional<Violation> violation = explorer.explore(protocol.start());
    return new Report(explorer.cameFrom.size(), explorer.steps, violation);
  }

  private Optional<Violation> explore(State start) {
    ArrayDeque<State> toVisit = new ArrayDeque<>();
    cameFrom.put(start, start);
    toVisit.add(start);
    for (State state = toVisit.poll(); state != null; state = toVisit.poll()) {
      boolean goesOn = false;
      for (Step step : protocol.steps(state)) {
        steps++;
        goesOn |= !step.mayNeverCome();
        Optional<Invariant> broken = protocol.brokenBy(state, step.next());
        boolean isNew = cameFrom.putIfAbsent(step.next(), state) == null;
        if (broken.isEmpty() && isNew) {
          toVisit.add(step.next());
          broken = protocol.brokenIn(step.next());
        }
        if (broken.isPresent()) {
          List<String> trace = trace(state);
          trace.add(step.what());
          return Optional.of(new Violation(broken.get(), trace));
        }
      }
      if (!goesOn && !protocol.isDone(state)) {
        return Optional.of(new Violation(Invariant.NOT_STUCK, trace(state)));
      }
    }
    return Optional.empty();
  }

  /** What happened until a state; found again from the states, so that no texts are kept. */
  private List<String> trace(State end) {
    List<String> backwards = new ArrayList<>();
    State state = end;
    for (State before = from(state); !before.equals(state); before = from(state)) {
      State after = state;
      protocol.steps(before).stream()
          .filter(step -> step.next().equals(after))
          .findFirst()
          .ifPresent(step -> backwards.add(step.what()));
      state = before;
    }
    Collections.reverse(backwards);
    return backwards;
  }

  private State from(State state) {
    return cameFrom.getOrDefault(state, state);
  }
}
