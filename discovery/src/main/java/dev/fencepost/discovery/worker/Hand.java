package dev.fencepost.discovery.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The tasks that were claimed and not begun. One thread begins them, another one takes out those
 * that others should have; a task goes to one of the two.
 */
final class Hand {

  private final Deque<Hold> waiting = new ArrayDeque<>();

  synchronized void add(List<Hold> holds) {
    waiting.addAll(holds);
  }

  synchronized Optional<Hold> next() {
    return Optional.ofNullable(waiting.poll());
  }

  /** Takes out what has been waiting for so long. */
  synchronized List<Hold> takeOlderThan(Duration age) {
    List<Hold> old = new ArrayList<>();
    for (Hold hold : waiting) {
      if (hold.age().compareTo(age) >= 0) {
        old.add(hold);
      }
    }
    waiting.removeAll(old);
    return old;
  }
}
