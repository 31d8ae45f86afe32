package dev.fencepost.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedBuffersTest {

  @ParameterizedTest
  @CsvSource({"256, 128", "512, 128", "4096, 1024", "8192, 2048", "65536, 2048"})
  void they_are_a_quarter_of_the_memory_within_bounds(long megabytes, long wanted) {
    assertThat(SharedBuffers.megabytes(megabytes << 20)).isEqualTo(wanted);
  }

  @Test
  void this_machine_has_some() {
    assertThat(SharedBuffers.megabytes()).isBetween(128L, 2_048L);
  }
}
