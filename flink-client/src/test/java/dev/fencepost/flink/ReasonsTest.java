package dev.fencepost.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ReasonsTest {

  @Test
  void the_innermost_cause_is_the_sentence() {
    String trace =
        """
        org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application.
        \tat org.apache.flink.Some.method(Some.java:1)
        Caused by: java.util.concurrent.CompletionException: wrapped
        \tat org.apache.flink.Other.method(Other.java:2)
        Caused by: dev.fencepost.Refused: the topic 'findings' was created anew: stop and decide
        \t... 4 more
        """;

    assertThat(Reasons.innermost(trace))
        .isEqualTo("the topic 'findings' was created anew: stop and decide");
  }

  @Test
  void a_sentence_with_a_colon_is_kept_whole() {
    assertThat(Reasons.innermost("No jar: it was deleted")).isEqualTo("No jar: it was deleted");
  }

  @Test
  void an_answer_without_a_reason_gives_its_status() {
    JsonNode nothing = RestCalls.JSON.createObjectNode();

    assertThat(Reasons.of(nothing, 503)).isEqualTo("Flink answered with status 503");
  }
}
