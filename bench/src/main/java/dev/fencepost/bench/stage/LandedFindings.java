package dev.fencepost.bench.stage;

import com.yugabyte.PGConnection;
import com.yugabyte.copy.CopyIn;
import dev.fencepost.bench.data.SeededFindings;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Findings as they are after a landing: spread over the partitions, with their offsets, and with
 * the positions that say so.
 *
 * @param count how many
 */
public record LandedFindings(SeededFindings seeded, long count) {

  private static final int PARTITIONS = 8;
  private static final int ROWS_PER_CALL = 500;

  /** Into an empty, migrated schema. */
  public void load(ConnectionSource.Settings settings) throws SQLException {
    Map<Integer, LogRange> log =
        IntStream.range(0, PARTITIONS)
            .boxed()
            .collect(Collectors.toMap(p -> p, p -> new LogRange(0, count)));
    int source =
        new LandingSources(Database.connecting(settings))
            .open("bench", "bench", "fencepost.findings", log)
            .sourceNo();
    try (Connection connection = settings.connect()) {
      copy(connection, source);
      Jdbc.update(
          connection,
          "UPDATE landing_progress SET next_offset = ?",
          (count + PARTITIONS - 1) / PARTITIONS);
      Jdbc.execute(connection, "VACUUM ANALYZE findings");
    }
  }

  private void copy(Connection connection, int source) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                """
                COPY findings (finding_id, info_type, confidence, match_count, datasource, node_group,
                  object_path, field, labels, discovered_at, scan_epoch, source_no,
                  source_partition, source_offset, task_id, attempt, deleted, ingested_at) FROM STDIN
                """);
    StringBuilder rows = new StringBuilder();
    for (long number = 0; number < count; number++) {
      append(rows, seeded.finding(number, 0), number, source);
      if (number % ROWS_PER_CALL == 0 || number == count - 1) {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
      }
    }
    copy.endCopy();
  }

  /** Seeded texts hold nothing that COPY's text format would have to escape. */
  private static void append(StringBuilder rows, Finding finding, long number, int source) {
    rows.append(finding.id()).append('\t');
    rows.append(finding.infoType()).append('\t');
    rows.append(finding.confidence()).append('\t');
    rows.append(finding.matchCount()).append('\t');
    rows.append(finding.datasource()).append('\t');
    rows.append(finding.nodeGroup()).append('\t');
    rows.append(finding.objectPath()).append('\t');
    rows.append(finding.field()).append('\t');
    rows.append(LabelsJson.write(finding.labels())).append('\t');
    rows.append(finding.discoveredAt()).append("\t0\t");
    rows.append(source).append('\t');
    rows.append(number % PARTITIONS).append('\t');
    rows.append(number / PARTITIONS).append("\t\\N\t1\tf\t");
    rows.append(finding.discoveredAt()).append('\n');
  }
}
