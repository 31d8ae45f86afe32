package dev.fencepost.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingColumnsIT {

  /** A row in which every value is another one, so that no two columns can be mixed up. */
  private static final String ROW =
      """
      (SELECT 'id' AS finding_id, 1 AS scan_epoch, 2 AS source_no, 3 AS source_offset,
         'US_SSN' AS info_type, 0.5::float8 AS confidence, 4 AS match_count, 'docs' AS datasource,
         'group' AS node_group, 'path' AS object_path, 'field' AS field, '{"a": "b"}'::jsonb AS labels,
         timestamptz '2026-01-02 03:04:05Z' AS discovered_at, 'hr' AS source_owner, 'eu' AS region,
         5::bigint AS object_size, 'text/csv' AS object_type, 'ana' AS object_owner,
         timestamptz '2020-01-02 03:04:05Z' AS object_modified_at,
         '{"c": "d"}'::jsonb AS object_labels)
      """;

  private static final Finding FINDING =
      new Finding(
          "id",
          "US_SSN",
          0.5,
          4,
          "docs",
          "group",
          "path",
          "field",
          Map.of("a", "b"),
          Instant.parse("2026-01-02T03:04:05Z"),
          "hr",
          "eu",
          new ObjectAttributes(
              5, "text/csv", "ana", Instant.parse("2020-01-02T03:04:05Z"), Map.of("c", "d")));

  private final MigratedDatabase db = MigratedDatabase.fresh();

  @AfterAll
  void drop() {
    db.close();
  }

  @Test
  void all_fields_are_the_whole_finding() throws Exception {
    assertThat(read(EnumSet.allOf(FindingField.class))).isEqualTo(FINDING);
  }

  @ParameterizedTest
  @EnumSource
  void one_field_is_read_without_the_others(FindingField field) throws Exception {
    assertThat(field.of(read(Set.of(field)))).isEqualTo(field.of(FINDING));
    for (FindingField other : FindingField.values()) {
      if (other != field && other != FindingField.ID) {
        assertThat(FindingColumns.of(Set.of(field)).sql())
            .doesNotContain("f." + other.column() + ",")
            .doesNotContain("f." + other.column() + ":")
            .doesNotEndWith("f." + other.column());
      }
    }
  }

  private Finding read(Set<FindingField> fields) throws SQLException {
    FindingColumns columns = FindingColumns.of(fields);
    try (Connection connection = db.connect()) {
      return Jdbc.one(connection, "SELECT " + columns.sql() + " FROM " + ROW + " f", columns::of);
    }
  }
}
