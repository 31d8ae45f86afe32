package dev.fencepost.chaos.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.chaos.schedule.Fault.Kind;
import dev.fencepost.chaos.schedule.Fault.Target;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  @Test
  void the_same_seed_gives_the_same_schedule_and_another_another() {
    assertThat(Schedule.of(7, LONG)).isEqualTo(Schedule.of(7, LONG));
    assertThat(Schedule.of(7, LONG).faults()).isNotEqualTo(Schedule.of(8, LONG).faults());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_long_run_does_everything_to_everything(long seed) {
    List<Fault> faults = Schedule.of(seed, LONG).faults();

    assertThat(faults.stream().map(Fault::kind).collect(Collectors.toSet()))
        .contains(Kind.values());
    assertThat(faults.stream().map(Fault::target).collect(Collectors.toSet()))
        .contains(Target.values());
    assertThat(faults).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void every_fault_ends_within_the_run_and_none_meets_another_of_its_target(long seed) {
    Schedule schedule = Schedule.of(seed, LONG);

    for (Fault fault : schedule.faults()) {
      assertThat(fault.ends()).isLessThan(LONG);
      assertThat(schedule.faults())
          .filteredOn(other -> !other.equals(fault) && other.target() == fault.target())
          .allMatch(
              other ->
                  other.ends().compareTo(fault.at()) < 0 || other.at().compareTo(fault.ends()) > 0);
    }
  }
}
