package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillConduct;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log and in the database where this process reads, each time that changes. */
final class ReadingNote {

  private static final Logger LOG = LoggerFactory.getLogger(ReadingNote.class);

  private final DataSource leader;
  private final long jobId;
  private final AtomicReference<String> said = new AtomicReference<>("");

  ReadingNote(DataSource leader, long jobId) {
    this.leader = leader;
    this.jobId = jobId;
  }

  void reads(String where) {
    if (where.equals(said.getAndSet(where))) {
      return;
    }
    LOG.info("backfill {} reads on {}", jobId, where);
    try (Connection connection = leader.getConnection()) {
      BackfillConduct.noteReading(connection, jobId, where);
    } catch (SQLException e) {
      // Only people read it; the backfill itself goes on or fails for a reason of its own.
      LOG.debug("the note was not written", e);
    }
  }
}
