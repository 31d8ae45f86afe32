package dev.fencepost.policy.pattern;

import java.util.function.IntPredicate;

/** A set of ASCII characters. */
record Ascii(long low, long high) {

  static final int SIZE = 128;

  static final Ascii NONE = new Ascii(0, 0);
  static final Ascii ALL = new Ascii(-1, -1);
  static final Ascii DIGITS = of(c -> c >= '0' && c <= '9');
  static final Ascii WORD = of(c -> c == '_' || (c < SIZE && Character.isLetterOrDigit(c)));
  static final Ascii SPACE = of(c -> "\t\n\f\r ".indexOf(c) >= 0);
  static final Ascii NEW_LINE = one('\n');

  static Ascii of(IntPredicate test) {
    Ascii set = NONE;
    for (int c = 0; c < SIZE; c++) {
      set = test.test(c) ? set.or(one((char) c)) : set;
    }
    return set;
  }

  static Ascii one(char c) {
    return c < Long.SIZE ? new Ascii(1L << c, 0) : new Ascii(0, 1L << c);
  }

  static Ascii range(char from, char to) {
    return of(c -> c >= from && c <= to);
  }

  Ascii or(Ascii other) {
    return new Ascii(low | other.low, high | other.high);
  }

  Ascii not() {
    return new Ascii(~low, ~high);
  }

  boolean has(int c) {
    return ((c < Long.SIZE ? low : high) & (1L << c)) != 0;
  }
}
