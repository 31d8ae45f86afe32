package dev.fencepost.engine.landing;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.engine.landing.FindingStore.Stored;
import dev.fencepost.engine.record.LabelsBytes;
import dev.fencepost.sql.jdbc.CopyRows;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Findings that the table does not have yet, which are most of a first scan's. COPY stores them for
 * less than half of what an upsert costs, because it looks for no conflict and logs a page at a
 * time.
 *
 * <p>A finding that another landing stores at the same moment makes COPY fail with a unique
 * violation, and the batch is then landed by upserts. So the outcome is that of an upsert.
 */
final class FindingCopy {

  private static final String TARGET =
      """
      findings (finding_id, info_type, confidence, match_count, datasource, node_group, object_path,
        field, labels, discovered_at, source_owner, region, object_size, object_type, object_owner,
        object_modified_at, object_labels, scan_epoch, source_no, source_partition, source_offset,
        task_id, attempt, deleted, ingested_at)""";

  private static final int COLUMNS = 25;

  private final int sourceNo;
  private final CopyRows copy = new CopyRows(COLUMNS);
  private final LabelsBytes labels = new LabelsBytes();

  FindingCopy(int sourceNo) {
    this.sourceNo = sourceNo;
  }

  /** Which findings there are, and when this was asked, by the database's clock. */
  private record Known(Set<String> ids, Instant at) {}

  /** Stores findings that the table may have, where they are newer. */
  @FunctionalInterface
  interface Upsert {
    /** The findings that were newer. */
    List<Landing> store(List<Landing> landings) throws SQLException;
  }

  /** Stores those that are new in the order of their ids, and then the others. */
  Stored store(Connection tx, List<Landing> landings, Upsert upsert) throws SQLException {
    if (landings.isEmpty()) {
      return Stored.changed(List.of());
    }
    Known known = known(tx, landings);
    List<Row> rows = new ArrayList<>(landings.size());
    List<Landing> others = new ArrayList<>();
    for (Landing landing : landings) {
      if (known.ids.contains(landing.record().finding().id())) {
        others.add(landing);
      } else {
        rows.add(new Row(landing));
      }
    }
    if (!rows.isEmpty()) {
      rows.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
      copy(tx, rows, known.at);
    }
    List<Landing> fresh = rows.stream().map(row -> row.landing).toList();
    return new Stored(fresh, known.at, upsert.store(others));
  }

  /** A landing and the bytes of its finding's id, by which the database orders. */
  private static final class Row {

    private final byte[] key;
    private final Landing landing;

    private Row(Landing landing) {
      this.key = landing.record().finding().id().getBytes(StandardCharsets.UTF_8);
      this.landing = landing;
    }
  }

  private static Known known(Connection tx, List<Landing> landings) throws SQLException {
    return Jdbc.one(
        tx,
        """
        SELECT clock_timestamp() AS asked_at,
          ARRAY(SELECT finding_id FROM findings WHERE finding_id = ANY (?)) AS known
        """,
        row -> {
          Array ids = row.getArray("known");
          return new Known(
              new HashSet<>(Arrays.asList((String[]) ids.getArray())),
              row.getObject("asked_at", OffsetDateTime.class).toInstant());
        },
        SqlArray.texts(landings.stream().map(l -> l.record().finding().id()).toList()));
  }

  private void copy(Connection tx, List<Row> rows, Instant ingestedAt) throws SQLException {
    copy.begin();
    for (Row row : rows) {
      Landing landing = row.landing;
      Finding finding = landing.record().finding();
      copy.row()
          .text(row.key)
          .text(finding.infoType())
          .real(finding.confidence())
          .bigint(finding.matchCount())
          .text(finding.datasource())
          .text(finding.nodeGroup())
          .text(finding.objectPath())
          .text(finding.field())
          .json(labels.of(finding.labels()))
          .time(finding.discoveredAt())
          .text(finding.owner())
          .text(finding.region())
          .bigint(finding.object().size())
          .text(finding.object().type())
          .text(finding.object().owner())
          .time(finding.object().modifiedAt())
          .json(labels.of(finding.object().labels()))
          .bigint(landing.scanEpoch())
          .integer(sourceNo)
          .integer(landing.partition())
          .bigint(landing.record().offset())
          .bigintOrNull(FindingStore.taskId(landing))
          .integer(FindingStore.attempt(landing))
          .flag(landing.record().deleted())
          .time(ingestedAt);
    }
    copy.into(tx, TARGET);
  }
}
