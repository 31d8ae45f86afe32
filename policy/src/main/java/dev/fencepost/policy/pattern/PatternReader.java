package dev.fencepost.policy.pattern;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads literals, classes, groups, alternatives, the quantifiers {@code * + ?} and anchors at the
 * ends; all else is unknown. What it reads was found to be valid by RE2 before.
 */
final class PatternReader {

  /** Thrown and caught in here alone, where the syntax goes beyond what is known. */
  private static final class UnknownSyntax extends Exception {
    private static final long serialVersionUID = 1;

    UnknownSyntax() {
      super(null, null, false, false);
    }
  }

  private static final String META = "\\.+*?()|[]{}^$";

  private final String pattern;
  private final int end;
  private final Branches branches = new Branches();
  private int at;
  private boolean hasAlternatives;

  private PatternReader(String pattern, int from, int end) {
    this.pattern = pattern;
    this.at = from;
    this.end = end;
  }

  static Optional<Automaton> read(String pattern) {
    boolean fromStart = pattern.startsWith("^");
    boolean toEnd = pattern.endsWith("$") && !pattern.endsWith("\\$");
    int end = pattern.length() - (toEnd ? 1 : 0);
    PatternReader reader = new PatternReader(pattern, fromStart ? 1 : 0, end);
    try {
      Branches.Path whole = reader.alternatives(0);
      boolean anchorOfOnePart = reader.hasAlternatives && (fromStart || toEnd);
      return reader.at < end || anchorOfOnePart
          ? Optional.empty()
          : Automaton.of(reader.branches, whole, fromStart, toEnd);
    } catch (UnknownSyntax e) {
      return Optional.empty();
    }
  }

  private boolean isAt(char c) {
    return at < end && pattern.charAt(at) == c;
  }

  private Branches.Path alternatives(int depth) throws UnknownSyntax {
    Branches.Path path = sequence(depth);
    while (isAt('|')) {
      at++;
      hasAlternatives |= depth == 0;
      path = branches.either(path, sequence(depth));
    }
    return path;
  }

  private Branches.Path sequence(int depth) throws UnknownSyntax {
    Branches.Path path = branches.nothing();
    while (at < end && !isAt('|') && !isAt(')')) {
      path = branches.then(path, quantified(atom(depth)));
    }
    return path;
  }

  private Branches.Path quantified(Branches.Path path) throws UnknownSyntax {
    if (!isAt('*') && !isAt('+') && !isAt('?')) {
      return path;
    }
    Branches.Path repeated =
        branches.repeated(path, pattern.charAt(at) != '+', pattern.charAt(at) != '?');
    at++;
    // A reluctant quantifier finds the same texts.
    at += isAt('?') ? 1 : 0;
    if (isAt('*') || isAt('+') || isAt('?')) {
      throw new UnknownSyntax();
    }
    return repeated;
  }

  private Branches.Path atom(int depth) throws UnknownSyntax {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group(depth);
      case '[' -> branches.one(set());
      case '.' -> branches.one(Ascii.NEW_LINE.not());
      case '\\' -> branches.one(escaped());
      default -> branches.one(literal(c));
    };
  }

  private Branches.Path group(int depth) throws UnknownSyntax {
    if (isAt('?')) {
      if (!pattern.startsWith("?:", at)) {
        throw new UnknownSyntax();
      }
      at += 2;
    }
    Branches.Path inside = alternatives(depth + 1);
    if (!isAt(')')) {
      throw new UnknownSyntax();
    }
    at++;
    return inside;
  }

  private static Ascii literal(char c) throws UnknownSyntax {
    if (c >= Ascii.SIZE || META.indexOf(c) >= 0) {
      throw new UnknownSyntax();
    }
    return Ascii.one(c);
  }

  private Ascii escaped() throws UnknownSyntax {
    if (at == end) {
      throw new UnknownSyntax();
    }
    char c = pattern.charAt(at++);
    Ascii named = named(c);
    if (named != null) {
      return named;
    }
    if (c >= Ascii.SIZE || Character.isLetterOrDigit(c)) {
      throw new UnknownSyntax();
    }
    return Ascii.one(c);
  }

  private static @Nullable Ascii named(char c) {
    return switch (c) {
      case 'd' -> Ascii.DIGITS;
      case 'D' -> Ascii.DIGITS.not();
      case 'w' -> Ascii.WORD;
      case 'W' -> Ascii.WORD.not();
      case 's' -> Ascii.SPACE;
      case 'S' -> Ascii.SPACE.not();
      default -> null;
    };
  }

  /** What stands between brackets, as long as it is plain: no class in a class, no odd hyphen. */
  private Ascii set() throws UnknownSyntax {
    boolean negated = isAt('^');
    at += negated ? 1 : 0;
    Ascii set = Ascii.NONE;
    int first = at;
    while (!isAt(']') || at == first) {
      if (at >= end || isAt('[') || isAt(']')) {
        throw new UnknownSyntax();
      }
      set = set.or(member());
    }
    at++;
    return negated ? set.not() : set;
  }

  private Ascii member() throws UnknownSyntax {
    char from = pattern.charAt(at++);
    if (from == '\\') {
      Ascii escaped = escaped();
      if (isAt('-')) {
        throw new UnknownSyntax();
      }
      return escaped;
    }
    boolean isRange = isAt('-') && at + 1 < end && pattern.charAt(at + 1) != ']';
    if (!isRange) {
      return plain(from);
    }
    char to = pattern.charAt(at + 1);
    at += 2;
    if (to == '\\' || to == '[') {
      throw new UnknownSyntax();
    }
    plain(from);
    plain(to);
    return Ascii.range(from, to);
  }

  private static Ascii plain(char c) throws UnknownSyntax {
    if (c >= Ascii.SIZE) {
      throw new UnknownSyntax();
    }
    return Ascii.one(c);
  }
}
