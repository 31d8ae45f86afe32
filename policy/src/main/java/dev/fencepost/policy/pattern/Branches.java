package dev.fencepost.policy.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph in which texts that match are ways from the first place to the last one. */
final class Branches {

  /** Ways that begin and end at these places. */
  record Path(int first, int last) {}

  /** A step that takes one of some characters. */
  record Step(Ascii characters, int to) {}

  private final List<List<Integer>> free = new ArrayList<>();
  private final List<@Nullable Step> steps = new ArrayList<>();

  int places() {
    return free.size();
  }

  @Nullable Step step(int from) {
    return steps.get(from);
  }

  Path nothing() {
    int place = place();
    return new Path(place, place);
  }

  Path one(Ascii characters) {
    Path path = new Path(place(), place());
    steps.set(path.first, new Step(characters, path.last));
    return path;
  }

  Path then(Path before, Path after) {
    connect(before.last, after.first);
    return new Path(before.first, after.last);
  }

  Path either(Path one, Path other) {
    Path path = new Path(place(), place());
    connect(path.first, one.first);
    connect(path.first, other.first);
    connect(one.last, path.last);
    connect(other.last, path.last);
    return path;
  }

  /**
   * A path that may be taken any number of times.
   *
   * @param orNone whether it may be left out
   * @param again whether it may be taken more than once
   */
  Path repeated(Path path, boolean orNone, boolean again) {
    Path around = new Path(place(), place());
    connect(around.first, path.first);
    connect(path.last, around.last);
    if (again) {
      connect(path.last, path.first);
    }
    if (orNone) {
      connect(around.first, around.last);
    }
    return around;
  }

  private int place() {
    free.add(new ArrayList<>());
    steps.add(null);
    return free.size() - 1;
  }

  private void connect(int from, int to) {
    free.get(from).add(to);
  }

  /** Adds a place and all that can be reached from it without a character. */
  void reach(int place, BitSet reached) {
    if (!reached.get(place)) {
      reached.set(place);
      for (int next : free.get(place)) {
        reach(next, reached);
      }
    }
  }

  /** The same graph with all ways the other way round; no two steps lead to one place. */
  Branches reversed() {
    Branches reversed = new Branches();
    while (reversed.places() < places()) {
      reversed.place();
    }
    for (int place = 0; place < places(); place++) {
      int from = place;
      free.get(place).forEach(to -> reversed.connect(to, from));
      Step step = steps.get(place);
      if (step != null) {
        reversed.steps.set(step.to, new Step(step.characters, place));
      }
    }
    return reversed;
  }
}
