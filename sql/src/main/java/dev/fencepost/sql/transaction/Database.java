package dev.fencepost.sql.transaction;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.sql.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs use cases, each as one READ COMMITTED transaction, and repeats those that may succeed next
 * time.
 *
 * <p>An unknown outcome of COMMIT is repeated too: every use case is written so that doing it twice
 * is doing it once.
 */
public final class Database {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final ConnectionSource source;
  private final BackOff backOff;
  private final Duration patience;

  public Database(ConnectionSource source) {
    this(source, BackOff.standard(), Duration.ofSeconds(30));
  }

  /**
   * @param patience how long one transaction is repeated before its failure is passed on
   */
  public Database(ConnectionSource source, BackOff backOff, Duration patience) {
    this.source = source;
    this.backOff = backOff;
    this.patience = patience;
  }

  /** A database that opens a connection for each transaction; for commands and tests. */
  public static Database connecting(ConnectionSource.Settings settings) {
    return new Database(new FreshConnections(settings));
  }

  /** The same connections, but failures are passed on after another time. */
  public Database withPatience(Duration other) {
    return new Database(source, backOff, other);
  }

  /**
   * Commits what {@code work} did.
   *
   * @param doing what it is, for messages: "take a fence"
   * @throws DatabaseException when it failed for good or longer than the patience lasts
   */
  public <T> T transact(String doing, Work<T> work) {
    return repeat(doing, work, false);
  }

  /**
   * As {@link #transact}, for work that is one statement and no more: the server commits it with
   * its answer, which saves the round trip of a COMMIT.
   *
   * @throws DatabaseException when it failed for good or longer than the patience lasts
   */
  public <T> T statement(String doing, Work<T> statement) {
    return repeat(doing, statement, true);
  }

  private <T> T repeat(String doing, Work<T> work, boolean single) {
    long giveUpAt = System.nanoTime() + patience.toNanos();
    for (int failures = 0; ; ) {
      try {
        return once(work, single);
      } catch (SQLException e) {
        Duration pause = backOff.pause(++failures);
        if (Remedy.of(e) != Remedy.RETRY || System.nanoTime() + pause.toNanos() > giveUpAt) {
          throw new DatabaseException(doing, e);
        }
        // Said once: a database that is away for minutes must not fill a log.
        if (failures == 1) {
          LOG.info("{}: {} ({}), repeating", doing, e.getMessage(), e.getSQLState());
        }
        sleep(pause);
      }
    }
  }

  private <T> T once(Work<T> work, boolean single) throws SQLException {
    try (ConnectionSource.Lease lease = source.borrow()) {
      Connection connection = lease.connection();
      try {
        connection.setAutoCommit(single);
        T result = work.in(connection);
        if (!single) {
          connection.commit();
        }
        return result;
      } catch (SQLException e) {
        abandon(lease, single, Remedy.losesConnection(e));
        throw e;
      } catch (RuntimeException | Error e) {
        abandon(lease, single, false);
        throw e;
      }
    }
  }

  private static void abandon(ConnectionSource.Lease lease, boolean single, boolean lost) {
    if (!lost && single) {
      return;
    }
    if (!lost) {
      try {
        lease.connection().rollback();
        return;
      } catch (SQLException e) {
        LOG.debug("rollback failed, the connection is given up", e);
      }
    }
    lease.discard();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  /** Who answers; asked once per call. */
  public Dialect dialect() {
    return transact("detect the database", Dialect::of);
  }
}
