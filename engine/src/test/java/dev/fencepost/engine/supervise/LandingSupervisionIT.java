package dev.fencepost.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LandingSupervisionIT {

  private static final Duration TTL = Duration.ofMinutes(1);
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));
  private final LandingWishes wishes = new LandingWishes(database);
  private final LandingSupervision one = new LandingSupervision(database, "one", TTL);
  private final LandingSupervision other = new LandingSupervision(database, "other", TTL);

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void at_first_nothing_is_wanted() {
    assertThat(wishes.read().wanted()).isFalse();
    assertThat(one.hold()).hasValueSatisfying(wish -> assertThat(wish.wanted()).isFalse());
  }

  @Test
  void one_holds_the_lease_until_it_expires_or_is_given_back() {
    assertThat(one.hold()).isPresent();
    assertThat(other.hold()).isEmpty();
    assertThat(wishes.read().supervisor()).isEqualTo("one");

    one.release();
    long version = other.hold().orElseThrow().version();
    expire();

    assertThat(wishes.read().supervisor()).isNull();
    assertThat(one.hold())
        .hasValueSatisfying(wish -> assertThat(wish.version()).isEqualTo(version + 1));
    assertThat(other.hold()).isEmpty();
  }

  @Test
  void a_renewal_keeps_the_version_and_an_expired_lease_that_nobody_claimed() {
    long version = one.hold().orElseThrow().version();
    expire();

    assertThat(one.hold())
        .hasValueSatisfying(wish -> assertThat(wish.version()).isEqualTo(version));
  }

  @Test
  void whoever_lost_the_lease_writes_nothing_even_after_it_has_it_again() {
    wishes.want("http://flink", List.of("--a", "b,\"{}"), GRACE, "test");
    SupervisedWish before = one.hold().orElseThrow();
    assertThat(before.arguments()).containsExactly("--a", "b,\"{}");
    expire();
    SupervisedWish others = other.hold().orElseThrow();

    assertThat(one.report(before, Sighting.of("j1", "RUNNING"))).isFalse();
    assertThat(other.report(others, Sighting.of("j2", "RUNNING"))).isTrue();
    other.release();
    one.hold();

    assertThat(one.report(before, Sighting.of("j1", "RUNNING"))).isFalse();
    assertThat(wishes.read().jobId()).isEqualTo("j2");
  }

  @Test
  void what_was_done_for_a_wish_that_was_withdrawn_is_refused() {
    wishes.want("http://flink", List.of(), GRACE, "test");
    SupervisedWish wish = one.hold().orElseThrow();
    wishes.doNotWant("test");

    assertThat(one.report(wish, Sighting.resubmitted("j1", null))).isFalse();
    assertThat(one.hold()).map(SupervisedWish::wanted).isEqualTo(Optional.of(false));
  }

  @Test
  void whoever_wishes_has_time_to_submit() {
    wishes.want("http://flink", List.of(), GRACE, "test");
    assertThat(one.hold().orElseThrow().mayBeSubmitted()).isFalse();

    wishes.submitted();
    assertThat(one.hold().orElseThrow().mayBeSubmitted()).isTrue();

    wishes.want("http://flink", List.of(), Duration.ZERO, "test");
    assertThat(one.hold().orElseThrow().mayBeSubmitted()).isTrue();
  }

  @Test
  void the_last_reason_and_the_number_of_submissions_are_kept() {
    wishes.want("http://flink", List.of(), Duration.ZERO, "test");
    SupervisedWish wish = one.hold().orElseThrow();

    one.report(wish, Sighting.absent("the topic is another one"));
    one.report(wish, Sighting.resubmitted("j1", null));
    one.report(wish, Sighting.resubmitted("j2", null));
    one.report(wish, Sighting.of("j2", "RUNNING"));

    LandingState state = wishes.read();
    assertThat(state.lastError()).isEqualTo("the topic is another one");
    assertThat(state.failedAt()).isNotNull();
    assertThat(state.resubmitted()).isEqualTo(2);
    assertThat(state.jobId()).isEqualTo("j2");
    wishes.want("http://other", List.of(), Duration.ZERO, "test");
    assertThat(wishes.read().lastError()).isNull();
  }

  private void expire() {
    database.transact(
        "let the lease expire",
        tx ->
            Jdbc.update(tx, "UPDATE landing_job SET supervisor_lease_expiry = clock_timestamp()"));
  }
}
