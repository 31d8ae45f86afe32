package dev.fencepost.sql.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemedyTest {

  @ParameterizedTest
  @CsvSource({
    "40001, RETRY",
    "40P01, RETRY",
    "08006, RETRY",
    "57P01, RETRY",
    "57P03, RETRY",
    "53300, RETRY",
    "25P03, RETRY",
    "22021, QUARANTINE",
    "23514, QUARANTINE",
    "42P01, STOP",
    "28P01, STOP",
    "54000, STOP",
    "55P03, STOP"
  })
  void every_state_has_one_remedy(String state, Remedy remedy) {
    assertThat(Remedy.of(new SQLException("no", state))).isEqualTo(remedy);
  }

  @Test
  void a_broken_stream_without_a_state_is_worth_another_try() {
    assertThat(Remedy.of(new SQLException("no", null, new IOException("gone"))))
        .isEqualTo(Remedy.RETRY);
  }
}
