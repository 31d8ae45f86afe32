package dev.fencepost.discovery.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lines in which nothing is sensitive although much of them has the form or the length of something
 * that is: numbers of orders, versions, times, hashes, coordinates and the like. Every hit in them
 * is a false one.
 */
public final class LookAlikes {

  private static final String BY_HAND = "look-alikes.txt";

  private LookAlikes() {}

  /**
   * The lines that were collected by hand, followed by made-up ones.
   *
   * @param seed one seed always gives the same lines
   * @param generated how many lines are made up
   */
  public static List<String> lines(long seed, int generated) {
    List<String> lines = new ArrayList<>(byHand());
    FakeValues values = new FakeValues(new SplittableRandom(seed));
    for (int i = 0; i < generated; i++) {
      lines.add(LookAlikeKinds.ALL.get(i % LookAlikeKinds.ALL.size()).apply(values));
    }
    return lines;
  }

  /** One line each; those that begin with {@code #} are comments. */
  private static List<String> byHand() {
    try (InputStream file = LookAlikes.class.getResourceAsStream(BY_HAND)) {
      if (file == null) {
        throw new IllegalStateException(BY_HAND + " is missing from the class path");
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + BY_HAND, e);
    }
  }
}
