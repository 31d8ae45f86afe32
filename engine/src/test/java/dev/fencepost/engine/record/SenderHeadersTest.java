package dev.fencepost.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.landing.Incoming.Malformed;
import dev.fencepost.core.landing.Incoming.Sender;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderHeadersTest {

  private static final Sender SENDER = new Sender(Long.MAX_VALUE, 1, Integer.MAX_VALUE);

  @Test
  void what_was_written_is_read_again() {
    assertThat(read(SenderHeaders.write(SENDER))).isEqualTo(SENDER);
    assertThat(new String(textOf(SenderHeaders.TASK), StandardCharsets.UTF_8))
        .isEqualTo("9223372036854775807");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "+1",
        "01",
        " 1",
        "1 ",
        "1.0",
        "0x1",
        "\u0661",
        "9223372036854775808",
        "9999999999999999999",
        "18446744073709551617",
        "ten"
      })
  void a_header_that_is_no_number_as_published_names_nobody(String text) {
    for (String name : List.of(SenderHeaders.TASK, SenderHeaders.JOB, SenderHeaders.ATTEMPT)) {
      Map<String, byte[]> headers = new HashMap<>(SenderHeaders.write(SENDER));
      headers.put(name, text.getBytes(StandardCharsets.UTF_8));
      assertThat(read(headers)).as(name).isNull();
    }
  }

  @Test
  void a_header_that_is_missing_empty_given_twice_or_too_large_names_nobody() {
    for (String name : List.of(SenderHeaders.TASK, SenderHeaders.JOB, SenderHeaders.ATTEMPT)) {
      assertThat(readWith(name, List.of())).isNull();
      assertThat(readWith(name, java.util.Collections.singletonList(null))).isNull();
      assertThat(readWith(name, List.of(textOf(name), textOf(name)))).isNull();
    }
    List<byte @Nullable []> large = List.of("2147483648".getBytes(StandardCharsets.UTF_8));
    assertThat(readWith(SenderHeaders.ATTEMPT, large)).isNull();
    assertThat(readWith(SenderHeaders.JOB, large))
        .isEqualTo(new Sender(SENDER.taskId(), 2_147_483_648L, SENDER.attempt()));
  }

  @Test
  void only_a_record_that_cannot_be_read_asks_for_its_sender() {
    RecordDecoder decoder = new RecordDecoder();
    assertThat(decoder.decode(1, SENDER, new byte[] {'{'}))
        .isInstanceOfSatisfying(Malformed.class, m -> assertThat(m.sender()).isEqualTo(SENDER));
    assertThat(decoder.decode(1, SENDER, null))
        .isInstanceOfSatisfying(Malformed.class, m -> assertThat(m.sender()).isEqualTo(SENDER));
    byte[] end = new RecordEncoder().endTask(1, 2, 3, 4, 0);
    assertThat(decoder.decode(1, SENDER, end))
        .usingRecursiveComparison()
        .isEqualTo(decoder.decode(1, end));
  }

  private static byte[] textOf(String name) {
    return SenderHeaders.write(SENDER).getOrDefault(name, new byte[0]);
  }

  private static @Nullable Sender read(Map<String, byte[]> headers) {
    return SenderHeaders.read(name -> List.of(headers.getOrDefault(name, new byte[0])));
  }

  private static @Nullable Sender readWith(String changed, List<byte @Nullable []> values) {
    return SenderHeaders.read(name -> name.equals(changed) ? values : List.of(textOf(name)));
  }
}
