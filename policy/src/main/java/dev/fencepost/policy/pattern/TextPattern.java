package dev.fencepost.policy.pattern;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells as RE2 does whether a pattern is found anywhere in a text. Safe for several threads. */
public final class TextPattern {

  private final Pattern pattern;
  private final @Nullable Automaton automaton;

  private TextPattern(Pattern pattern, @Nullable Automaton automaton) {
    this.pattern = pattern;
    this.automaton = automaton;
  }

  public static TextPattern of(Pattern pattern) {
    Automaton automaton =
        pattern.flags() == 0 ? PatternReader.read(pattern.pattern()).orElse(null) : null;
    return new TextPattern(pattern, automaton);
  }

  public boolean isIn(String text) {
    return switch (automaton == null ? Automaton.Answer.UNKNOWN : automaton.find(text)) {
      case FOUND -> true;
      case MISSING -> false;
      case UNKNOWN -> pattern.matcher(text).find();
    };
  }

  /** Whether texts of ASCII are judged without RE2. */
  boolean isTable() {
    return automaton != null;
  }
}
