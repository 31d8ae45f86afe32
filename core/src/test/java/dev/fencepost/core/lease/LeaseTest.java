package dev.fencepost.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration TTL = Duration.ofSeconds(10);

  @Test
  void free_lease_is_claimed_with_a_higher_version() {
    assertThat(Lease.free(4).claimedBy("a", NOW, TTL)).contains(new Lease("a", NOW.plus(TTL), 5));
  }

  @Test
  void held_lease_is_refused_to_everybody_even_to_the_holders_own_name() {
    Lease held = new Lease("a", NOW.plusMillis(1), 5);
    assertThat(held.claimedBy("b", NOW, TTL)).isEmpty();
    assertThat(held.claimedBy("a", NOW, TTL)).isEmpty();
  }

  @Test
  void expired_lease_is_claimed_with_a_higher_version() {
    Lease expired = new Lease("a", NOW, 5);
    assertThat(expired.claimedBy("b", NOW, TTL)).contains(new Lease("b", NOW.plus(TTL), 6));
  }

  @Test
  void renewal_keeps_the_version() {
    Lease held = new Lease("a", NOW.plusSeconds(1), 5);
    assertThat(held.renewedBy("a", 5, NOW, TTL)).contains(new Lease("a", NOW.plus(TTL), 5));
  }

  @Test
  void expired_lease_that_nobody_claimed_is_renewed() {
    assertThat(new Lease("a", NOW.minusSeconds(1), 5).renewedBy("a", 5, NOW, TTL)).isPresent();
  }

  @Test
  void former_holder_can_neither_renew_nor_release_nor_write() {
    Lease reclaimed = new Lease("b", NOW.plusSeconds(1), 6);
    assertThat(reclaimed.renewedBy("a", 5, NOW, TTL)).isEmpty();
    assertThat(reclaimed.releasedBy("a", 5)).isEmpty();
    assertThat(reclaimed.permits("a", 5)).isFalse();
  }

  @Test
  void earlier_life_of_the_same_name_is_a_former_holder() {
    Lease reclaimed = new Lease("a", NOW.plusSeconds(1), 6);
    assertThat(reclaimed.permits("a", 5)).isFalse();
    assertThat(reclaimed.permits("a", 6)).isTrue();
  }

  @Test
  void released_lease_is_claimed_at_once_with_a_higher_version() {
    Lease released = new Lease("a", NOW.plusSeconds(9), 5).releasedBy("a", 5).orElseThrow();
    assertThat(released.claimedBy("b", NOW, TTL).orElseThrow().version()).isEqualTo(6);
  }

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void at_most_one_claim_is_permitted_at_any_time(long seed) {
    Random random = new Random(seed);
    Lease lease = Lease.free(0);
    Instant now = NOW;
    List<Lease> claims = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      now = now.plusSeconds(random.nextInt(6));
      String who = "c" + random.nextInt(3);
      if (random.nextBoolean() || claims.isEmpty()) {
        Lease claimed = lease.claimedBy(who, now, TTL).orElse(null);
        if (claimed != null) {
          claims.add(claimed);
          lease = claimed;
        }
      } else {
        Lease known = claims.get(random.nextInt(claims.size()));
        String holder = String.valueOf(known.holder());
        lease =
            random.nextInt(4) == 0
                ? lease.releasedBy(holder, known.version()).orElse(lease)
                : lease.renewedBy(holder, known.version(), now, TTL).orElse(lease);
      }
      Lease current = lease;
      assertThat(claims.stream())
          .filteredOn(c -> current.permits(String.valueOf(c.holder()), c.version()))
          .hasSizeLessThanOrEqualTo(1);
    }
  }
}
