package dev.fencepost.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DialectTest {

  private final Dialect postgres = new PostgresDialect();
  private final Dialect yugabyte = new YugabyteDialect();

  @Test
  void ranges_on_postgres_are_bound_and_half_open() {
    assertThat(postgres.rangePredicate("a", "b").sql())
        .isEqualTo("f.finding_id >= ? AND f.finding_id < ?");
    assertThat(postgres.rangePredicate("a", "b").parameters()).containsExactly("a", "b");
    assertThat(postgres.rangePredicate(null, null).sql()).isEqualTo("TRUE");
  }

  @Test
  void ranges_on_yugabytedb_are_literal_hash_codes_that_cover_all() {
    assertThat(yugabyte.rangePredicate(null, "21845").sql())
        .isEqualTo("yb_hash_code(f.finding_id) BETWEEN 0 AND 21844");
    assertThat(yugabyte.rangePredicate("21845", null).sql())
        .isEqualTo("yb_hash_code(f.finding_id) BETWEEN 21845 AND 65535");
    assertThatThrownBy(() -> yugabyte.rangePredicate("0 OR true", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> yugabyte.rangePredicate("65536", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void key_layouts_fill_every_placeholder() {
    assertThat(postgres.keyLayouts().keySet()).isEqualTo(yugabyte.keyLayouts().keySet());
  }
}
