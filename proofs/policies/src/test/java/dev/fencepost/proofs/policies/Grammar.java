package dev.fencepost.proofs.policies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules with alternatives, in which a name in angle brackets stands for one of that rule's.
 *
 * <p>A rule's name and a colon begin a line; its alternatives follow, each on an indented line.
 */
final class Grammar {

  /** Gives words that no rule lists. */
  @FunctionalInterface
  interface Words {
    String word(String name);
  }

  private static final Pattern NAME = Pattern.compile("<([a-z]+)>");

  private final Map<String, List<String>> rules;
  private final Map<String, Deque<String>> decks = new HashMap<>();
  private final Set<String> drawn = new LinkedHashSet<>();

  private Grammar(Map<String, List<String>> rules) {
    this.rules = rules;
  }

  static Grammar of(List<String> lines) {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    List<String> alternatives = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("  ")) {
        alternatives.add(line.strip());
      } else {
        alternatives = new ArrayList<>();
        rules.put(line.substring(0, line.indexOf(':')), alternatives);
      }
    }
    return new Grammar(rules);
  }

  /**
   * A sentence.
   *
   * @param depth how many conditions may stand inside each other
   */
  String sentence(String rule, int depth, Random random, Words words) {
    if (rule.equals("condition") && depth == 0) {
      return sentence("leaf", 0, random, words);
    }
    if (!rules.containsKey(rule)) {
      return words.word(rule);
    }
    String alternative = dealt(rule, random);
    int left = rule.equals("condition") ? depth - 1 : depth;
    return NAME.matcher(alternative)
        .replaceAll(
            (MatchResult name) ->
                Matcher.quoteReplacement(sentence(name.group(1), left, random, words)));
  }

  /** Like cards, so that each alternative comes before one of them comes again. */
  private String dealt(String rule, Random random) {
    Deque<String> deck = decks.computeIfAbsent(rule, r -> new ArrayDeque<>());
    if (deck.isEmpty()) {
      List<String> shuffled = new ArrayList<>(rules.getOrDefault(rule, List.of()));
      Collections.shuffle(shuffled, random);
      deck.addAll(shuffled);
    }
    String alternative = deck.pop();
    drawn.add(labelled(rule, alternative));
    return alternative;
  }

  /** The alternatives that no sentence has used so far. */
  Set<String> neverDrawn() {
    Set<String> all = new LinkedHashSet<>();
    rules.forEach((rule, options) -> options.forEach(option -> all.add(labelled(rule, option))));
    all.removeAll(drawn);
    return all;
  }

  private static String labelled(String rule, String alternative) {
    return rule + ": " + alternative;
  }
}
