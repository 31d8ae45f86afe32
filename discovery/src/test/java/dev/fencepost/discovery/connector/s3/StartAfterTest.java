package dev.fencepost.discovery.connector.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.discovery.connector.KeyOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartAfterTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "data/a", "data/", "x ", "x!", "é", "a\uE000", "𝄞", "a\u0001", "~"})
  void a_listing_begins_before_the_key_and_not_far_before_it(String key) {
    String before = StartAfter.reaching(key);
    assertThat(KeyOrder.compare(before, key)).isNegative();
    assertThat(before).startsWith(key.substring(0, key.offsetByCodePoints(key.length(), -1)));
  }
}
