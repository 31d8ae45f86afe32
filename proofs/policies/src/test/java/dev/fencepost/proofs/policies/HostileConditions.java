package dev.fencepost.proofs.policies;

import static dev.fencepost.proofs.policies.HostileTexts.anyOf;
import static dev.fencepost.proofs.policies.HostileTexts.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes conditions that compile, of every shape the translators know and of many they do not. */
public final class HostileConditions {

  /** How deeply one condition after the other is nested. */
  private static final int[] DEPTHS = {0, 1, 2, 1, 0, 2, 1, 3};

  private final Grammar grammar = Grammar.of(Corpus.grammar());
  private final Random random;

  HostileConditions(long seed) {
    this.random = new Random(seed);
  }

  public static List<String> from(long seed, int count) {
    return new HostileConditions(seed).next(count);
  }

  List<String> next(int count) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(grammar.sentence("condition", DEPTHS[i % DEPTHS.length], random, this::word));
    }
    return made;
  }

  /** What of the grammar no condition has shown so far. */
  Set<String> neverDrawn() {
    return grammar.neverDrawn();
  }

  private String word(String name) {
    return switch (name) {
      case "text" ->
          quoted(
              random.nextInt(12) == 0
                  ? anyOf(random, HostileTexts.NAMED_ONLY)
                  : HostileTexts.text(random));
      case "key" ->
          quoted(
              anyOf(random, random.nextInt(20) == 0 ? HostileTexts.NAMED_ONLY : HostileTexts.KEYS));
      default -> throw new IllegalArgumentException("the grammar has no rule " + name);
    };
  }
}
