package dev.fencepost.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandbyTrustTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final StandbyTrust trust = new StandbyTrust(Duration.ofSeconds(10));

  @Test
  void a_standby_is_given_up_once_and_only_when_the_patience_is_over() {
    assertThat(trust.failed(at(0))).isFalse();
    assertThat(trust.failed(at(9))).isFalse();
    assertThat(trust.asks(at(9))).isTrue();
    assertThat(trust.failed(at(10))).isTrue();
    assertThat(trust.asks(at(11))).isFalse();
    assertThat(trust.failed(at(11))).isFalse();
  }

  @Test
  void an_answer_in_between_renews_the_patience() {
    trust.failed(at(0));
    assertThat(trust.worked()).isFalse();
    assertThat(trust.failed(at(10))).isFalse();
    assertThat(trust.asks(at(19))).isTrue();
  }

  @Test
  void a_standby_that_was_given_up_is_asked_again_later() {
    trust.failed(at(0));
    trust.failed(at(10));
    assertThat(trust.asks(at(39))).isFalse();
    assertThat(trust.asks(at(40))).isTrue();

    assertThat(trust.failed(at(40))).isFalse();
    assertThat(trust.asks(at(69))).isFalse();

    assertThat(trust.asks(at(70))).isTrue();
    assertThat(trust.worked()).isTrue();
    assertThat(trust.asks(at(71))).isTrue();
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }
}
