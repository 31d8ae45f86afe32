package dev.fencepost.engine.supervise;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether the landing job shall run, and shows what became of it. */
public final class LandingWishes {

  /** The name under which every cluster shows the landing job. */
  public static final String JOB_NAME = "fencepost-landing";

  private final Database database;

  public LandingWishes(Database database) {
    this.database = database;
  }

  /**
   * The job shall run from now on.
   *
   * @param flinkUrl of the cluster's REST interface, as coordinators reach it
   * @param arguments of the job; shown to everybody, so never a secret
   * @param grace how long the supervisor leaves the submission to whoever wishes; see {@link
   *     #submitted}
   */
  public void want(String flinkUrl, List<String> arguments, Duration grace, String actor) {
    database.transact(
        "want the landing job",
        tx -> {
          Jdbc.update(
              tx,
              """
              UPDATE landing_job
              SET wanted = true, wish_no = wish_no + 1, wished_at = clock_timestamp(),
                  flink_url = ?, arguments = ?,
                  submit_after = clock_timestamp() + ? * interval '1 millisecond',
                  flink_job_id = NULL, state = NULL, resubmitted = 0,
                  last_error = NULL, failed_at = NULL, checked_at = NULL
              """,
              flinkUrl,
              SqlArray.texts(arguments),
              grace.toMillis());
          return audited(tx, actor, "want landing job", flinkUrl);
        });
  }

  /** Whoever wished has submitted the job: the supervisor need not wait any more. */
  public void submitted() {
    database.transact(
        "end the grace of the landing job",
        tx -> Jdbc.update(tx, "UPDATE landing_job SET submit_after = NULL"));
  }

  /** The job shall not run. Written before the job is stopped, so that nobody begins it anew. */
  public void doNotWant(String actor) {
    database.transact(
        "do not want the landing job",
        tx -> {
          Jdbc.update(
              tx,
              """
              UPDATE landing_job
              SET wanted = false, wish_no = wish_no + 1, wished_at = clock_timestamp(),
                  submit_after = NULL
              """);
          return audited(tx, actor, "do not want landing job", "");
        });
  }

  /** What is wished and what was seen last. */
  public LandingState read() {
    return database.transact("read the landing job's state", LandingState::read);
  }

  private static int audited(Connection tx, String actor, String action, @Nullable String subject)
      throws SQLException {
    return Jdbc.update(
        tx,
        "INSERT INTO audit_log (actor, action, subject) VALUES (?, ?, ?)",
        actor,
        action,
        subject);
  }
}
