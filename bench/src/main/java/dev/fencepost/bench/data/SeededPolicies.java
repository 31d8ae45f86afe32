package dev.fencepost.bench.data;

import dev.fencepost.policy.judge.ArmedPolicy;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Policies over {@link SeededFindings}: half of them by equality, a fifth by membership in lists,
 * the rest in equal parts by ranges alone and by labels and regular expressions.
 *
 * <p>A finding matches two or three of them on average however many there are: the more policies,
 * the narrower each.
 */
public record SeededPolicies(long seed, int count) {

  /**
   * Of all conditions in benchmarks, since none names a newer field. Compiling ten thousand of them
   * to learn it would take longer than what is measured.
   */
  public static final int LANGUAGE_LEVEL = 1;

  private static final double MATCHES_PER_FINDING = 2.5;

  /** Equality, membership, range, label or pattern: the shares hold for the first ten or so. */
  private static final String KINDS = "eemerelemreemereleml";

  public SeededPolicies {
    if (count < 1) {
      throw new IllegalArgumentException("at least one policy is needed");
    }
  }

  /** All of them, with ids from 1 on. */
  public List<ArmedPolicy> policies() {
    return IntStream.range(0, count)
        .mapToObj(number -> new ArmedPolicy(number + 1L, 1, condition(number)))
        .toList();
  }

  /** The condition of a policy, by its number from 0 on. */
  public String condition(int number) {
    Random random = new Random(SeededFindings.mix(seed, number, count));
    double wanted = MATCHES_PER_FINDING / count * (0.2 + 1.6 * random.nextDouble());
    PolicyDraft draft = new PolicyDraft(random, Math.min(1, wanted));
    switch (KINDS.charAt(number % KINDS.length())) {
      case 'e' -> draft.byEquality();
      case 'm' -> draft.byMembership();
      case 'r' -> draft.byRanges();
      default -> draft.byLabelsAndPatterns();
    }
    return draft.condition();
  }
}
