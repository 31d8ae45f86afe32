package dev.fencepost.bench.data;

import java.util.HexFormat;

/**
 * Numbers with leading zeros. {@code String.format} took a quarter of the time of a load's
 * generator, which shares the processors with what it measures.
 */
public final class Digits {

  private static final HexFormat HEXADECIMAL = HexFormat.of();

  private Digits() {}

  /**
   * In decimal.
   *
   * @param number 0 or more
   * @param atLeast digits
   */
  public static String decimal(long number, int atLeast) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, atLeast - digits.length())) + digits;
  }

  /** In hexadecimal, with sixteen digits. */
  static String hexadecimal(long bits) {
    return HEXADECIMAL.toHexDigits(bits);
  }
}
