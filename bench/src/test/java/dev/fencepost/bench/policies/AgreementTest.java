package dev.fencepost.bench.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  @Test
  void all_contenders_with_all_settings_say_the_same() {
    assertThat(Agreement.check(60, 30, List.of(Contender.values()))).isPositive();
  }

  @Test
  void patterns_that_lucene_would_read_otherwise_are_refused() {
    assertThat(LuceneRegex.of("^a\\.(b|c)\\d$")).isEqualTo("a\\.(b|c)[0-9]");
    assertThat(LuceneRegex.of("a.")).isEqualTo(".*a[^\n].*");
    for (String pattern : List.of("a|b", "a{2}", "\\w", "a&b", "(^a)")) {
      assertThatThrownBy(() -> LuceneRegex.of(pattern)).hasMessageContaining(pattern);
    }
  }
}
