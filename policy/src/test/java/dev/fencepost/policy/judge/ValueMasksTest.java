package dev.fencepost.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValueMasksTest {

  private final List<String> foundOut = new ArrayList<>();

  @Test
  void a_text_is_noted_then_found_out_and_then_known() {
    ValueMasks masks = new ValueMasks(1);
    assertThat(ask(masks, "a")).isNull();
    assertThat(foundOut).isEmpty();
    assertThat(ask(masks, "a")).containsExactly('a');
    assertThat(ask(masks, "a")).containsExactly('a');
    assertThat(foundOut).containsExactly("a");
  }

  @Test
  void texts_that_differ_in_a_digit_do_not_drive_each_other_out() {
    ValueMasks masks = new ValueMasks(16);
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 1_000; i++) {
        ask(masks, "column_" + i);
      }
    }
    assertThat(foundOut).as("each of a thousand once").hasSize(1_000);
  }

  @Test
  void texts_that_come_once_leave_those_that_come_again() {
    ValueMasks masks = new ValueMasks(100_000);
    ask(masks, "a");
    ask(masks, "a");
    for (int i = 0; i < 10_000; i++) {
      assertThat(ask(masks, "once " + i)).isNull();
    }
    assertThat(ask(masks, "a")).containsExactly('a');
    assertThat(foundOut).containsExactly("a");
  }

  private long @Nullable [] ask(ValueMasks masks, String text) {
    return masks.of(
        text,
        () -> {
          foundOut.add(text);
          return new long[] {text.charAt(0)};
        });
  }
}
