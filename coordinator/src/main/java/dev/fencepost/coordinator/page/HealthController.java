package dev.fencepost.coordinator.page;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Probes: alive without the database, ready with it and its schema. */
@RestController
public final class HealthController {

  private static final int UNAVAILABLE = 503;

  private final Database database;

  public HealthController(Database database) {
    this.database = database;
  }

  @GetMapping("/health/live")
  public Map<String, String> live() {
    return Map.of("status", "UP");
  }

  @GetMapping("/health/ready")
  public ResponseEntity<Map<String, String>> ready() {
    try {
      String version =
          database.transact(
              "read the version of the schema",
              tx ->
                  Jdbc.one(
                      tx,
                      """
                      SELECT max(version) FROM flyway_schema_history
                      WHERE success AND version IS NOT NULL
                      """,
                      row -> String.valueOf(row.getString(1))));
      return ResponseEntity.ok(Map.of("status", "UP", "schema", version));
    } catch (DatabaseException e) {
      return ResponseEntity.status(UNAVAILABLE)
          .body(Map.of("status", "DOWN", "reason", "The database does not answer."));
    }
  }
}
