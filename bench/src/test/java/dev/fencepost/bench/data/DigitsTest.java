package dev.fencepost.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 42, 999, 1_000, 123_456, Long.MAX_VALUE})
  void decimals_are_those_of_a_format(long number) {
    assertThat(Digits.decimal(number, 3)).isEqualTo("%03d".formatted(number));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 0x0123_4567_89ab_cdefL, Long.MIN_VALUE})
  void hexadecimals_are_those_of_a_format(long bits) {
    assertThat(Digits.hexadecimal(bits)).isEqualTo("%016x".formatted(bits));
  }
}
