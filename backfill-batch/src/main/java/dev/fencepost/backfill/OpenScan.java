package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.Candidate;
import dev.fencepost.engine.backfill.RangeScan;
import dev.fencepost.engine.backfill.RangeTally;
import dev.fencepost.engine.backfill.ScanPlace;
import dev.fencepost.sql.transaction.Remedy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scan and the connection it has for itself. */
final class OpenScan implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenScan.class);

  private final ScanPlace place;
  private final Connection connection;
  private final RangeScan scan;
  private final Afterwards afterwards;
  private boolean broken;

  /** What becomes of a connection whose scan ended in order. */
  @FunctionalInterface
  interface Afterwards {
    void accept(Connection connection) throws SQLException;
  }

  /** A standby stopped answering in the middle of a scan: the range is to be scanned again. */
  static final class Broken extends Exception {

    private static final long serialVersionUID = 1L;
    private final SQLException failure;

    Broken(SQLException failure) {
      super(failure);
      this.failure = failure;
    }

    SQLException failure() {
      return failure;
    }
  }

  OpenScan(ScanPlace place, Connection connection, RangeScan scan, Afterwards afterwards) {
    this.place = place;
    this.connection = connection;
    this.scan = scan;
    this.afterwards = afterwards;
  }

  ScanPlace place() {
    return place;
  }

  /** As {@link RangeScan#next}. */
  List<Candidate> next(int about) throws SQLException, Broken {
    try {
      return scan.next(about);
    } catch (SQLException e) {
      broken = true;
      if (place == ScanPlace.STANDBY && Remedy.of(e) == Remedy.RETRY) {
        throw new Broken(e);
      }
      throw e;
    }
  }

  RangeTally tally(int results) {
    return new RangeTally(scan.rows(), results, scan.errors(), place);
  }

  /** What was read is good, even when the server is away by now. */
  @Override
  public void close() {
    try {
      scan.close();
      if (!broken) {
        afterwards.accept(connection);
        return;
      }
    } catch (SQLException e) {
      LOG.debug("a scan was not closed in order", e);
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("a connection was not closed in order", e);
    }
  }
}
