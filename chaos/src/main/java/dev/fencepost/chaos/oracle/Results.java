package dev.fencepost.chaos.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the database says: policies, their open results, dead letters. */
final class Results {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Results() {}

  /**
   * The current version of a policy.
   *
   * @param frozen the last offset of each partition that a frozen version judged; else empty
   */
  record Policy(
      long id,
      String name,
      int version,
      String condition,
      String status,
      Map<Integer, Long> frozen) {}

  /** An open result. */
  record Open(String findingId, int policyVersion, long epoch, long offset) {}

  /** The place of a record. */
  record Place(int partition, long offset) {}

  static List<Policy> policies(Connection connection) throws SQLException {
    return Jdbc.list(
        connection,
        """
        SELECT p.policy_id, p.name, v.version, v.condition, v.status, v.frozen_offsets::text
        FROM policies p
        JOIN policy_versions v ON v.policy_id = p.policy_id AND v.version = p.current_version
        ORDER BY p.name
        """,
        Results::policy);
  }

  private static Policy policy(ResultSet row) throws SQLException {
    return new Policy(
        row.getLong(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        offsets(row.getString(6)));
  }

  /** A chaos run has one source, so its number is of no interest. */
  private static Map<Integer, Long> offsets(@Nullable String json) {
    Map<Integer, Long> offsets = new HashMap<>();
    try {
      JsonNode sources = JSON.readTree(json == null ? "{}" : json);
      sources.forEach(
          source ->
              source
                  .properties()
                  .forEach(e -> offsets.put(Integer.valueOf(e.getKey()), e.getValue().asLong())));
      return offsets;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("frozen_offsets is not JSON", e);
    }
  }

  static List<Open> open(Connection connection, long policyId) throws SQLException {
    return Jdbc.list(
        connection,
        """
        SELECT finding_id, policy_version, scan_epoch, source_offset FROM policy_results
        WHERE policy_id = ? AND open
        """,
        row -> new Open(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)),
        policyId);
  }

  static Set<Place> deadLetters(Connection connection) throws SQLException {
    return new HashSet<>(
        Jdbc.list(
            connection,
            "SELECT partition, record_offset FROM dead_letters",
            row -> new Place(row.getInt(1), row.getLong(2))));
  }
}
