package dev.fencepost.discovery.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.discovery.classify.ObjectScan;
import dev.fencepost.discovery.classify.ObjectScanner;
import dev.fencepost.discovery.classify.ScannedSource;
import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.Opened;
import dev.fencepost.discovery.detect.Detectors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

  private final Path file;

  RowsTest(@TempDir Path folder) {
    file = folder.resolve("test.db");
  }

  private void run(String... statements) throws Exception {
    try (Connection owner = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = owner.createStatement()) {
      statement.execute("PRAGMA synchronous = off");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Connector open(Map<String, String> more) throws Exception {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("dialect", "sqlite");
    properties.put("path", file.toString());
    return new JdbcProvider().open(properties, Credentials.NONE);
  }

  private List<String> lines(String key, Map<String, String> more) throws Exception {
    try (Connector connector = open(more);
        Opened opened = connector.open(key).orElseThrow()) {
      return new String(opened.bytes().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void a_row_is_a_line_and_a_value_that_is_json_stays_json() throws Exception {
    run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)",
        "INSERT INTO t VALUES (1, 'x', '{\"mail\": \"ana@example.org\"}'), (2, NULL, '[1] is no json')",
        "INSERT INTO t VALUES (3, x'00ff', x'" + "c3a9c3" + "'), (4, 4111111111111111, 1.5)");
    assertThat(lines("main/t", Map.of()))
        .containsExactly(
            "{\"id\":\"1\",\"a\":\"x\",\"b\":{\"mail\":\"ana@example.org\"}}",
            "{\"id\":\"2\",\"b\":\"[1] is no json\"}",
            "{\"id\":\"3\",\"b\":\"é\"}",
            "{\"id\":\"4\",\"a\":\"4111111111111111\",\"b\":\"1.5\"}");
  }

  @Test
  void long_values_are_cut_and_many_rows_come_in_pages() throws Exception {
    run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
            + " INSERT INTO t SELECT i, replace(hex(zeroblob(100)), '00', 'ab') FROM n");
    List<String> first = lines("main/t", Map.of("cell_characters", "100"));
    assertThat(first).hasSize(30_000).allSatisfy(line -> assertThat(line).hasSizeLessThan(130));
    assertThat(first.get(29_999)).startsWith("{\"id\":\"30000\"");
    assertThat(lines("main/t", Map.of("sample_rows", "50"))).hasSize(50);
    assertThat(lines("main/t#00000000000000007000", Map.of("keys_per_object", "1000")))
        .hasSize(1000);
  }

  @Test
  void composite_keys_of_any_type_are_paged_completely() throws Exception {
    run(
        "CREATE TABLE t (a TEXT, b REAL, c INTEGER, PRIMARY KEY (a, b, c)) WITHOUT ROWID",
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)"
            + " INSERT INTO t SELECT char(97 + i % 3), (i % 7) / 3.0, i FROM n");
    assertThat(lines("main/t", Map.of())).hasSize(5_000).doesNotHaveDuplicates();
  }

  @Test
  void findings_name_the_column_and_carry_what_is_known_about_the_table() throws Exception {
    run(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, email, extra)",
        "INSERT INTO people VALUES (1, 'ana@example.org', '{\"card\": {\"number\": 4111111111111111}}')");
    try (Connector connector = open(Map.of())) {
      ObjectScan scan =
          new ObjectScanner(
                  new ScannedSource("hr", "default"),
                  connector,
                  Detectors.standard(),
                  Fingerprints.keyedBy(null),
                  InstantSource.system(),
                  1 << 20)
              .scan("main/people");
      assertThat(scan.findings())
          .anySatisfy(
              finding -> {
                assertThat(finding.field()).isEqualTo("email");
                assertThat(finding.infoType()).isEqualTo("EMAIL_ADDRESS");
                assertThat(finding.labels()).containsEntry("table", "people");
              })
          .anySatisfy(finding -> assertThat(finding.field()).isEqualTo("extra.card.number"));
    }
  }
}
