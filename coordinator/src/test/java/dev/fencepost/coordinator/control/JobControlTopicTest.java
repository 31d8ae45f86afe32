package dev.fencepost.coordinator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.engine.record.RecordEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobControlTopicTest {

  @Test
  void marker_that_we_write_is_understood() {
    assertThat(JobControlTopic.jobOf(new RecordEncoder().endJob(6789))).hasValue(6789);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "no json",
        "{\"marker_type\":\"END_TASK\",\"job_id\":1}",
        "{\"marker_type\":\"END_JOB\"}",
        "{\"marker_type\":\"END_JOB\",\"job_id\":\"1\"}",
        "{\"marker_type\":\"END_JOB\",\"job_id\":99999999999999999999}",
        "{\"other\":{\"marker_type\":\"END_JOB\",\"job_id\":1}}"
      })
  void anything_else_is_ignored(String value) {
    assertThat(JobControlTopic.jobOf(value.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void tombstone_is_ignored() {
    assertThat(JobControlTopic.jobOf(null)).isEmpty();
  }
}
