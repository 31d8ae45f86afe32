package dev.fencepost.engine.job;

import dev.fencepost.engine.job.ClaimStatements.Turn;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tasks of running jobs to workers: draws whose turn it is, as {@link
 * dev.fencepost.core.job.Lottery} says, and takes the tasks of that job that are due first, both in
 * one statement. It writes to no row that others wait for, and costs the same however many tasks
 * are queued.
 */
final class TaskClaims {

  /** How often another job is drawn when others were quicker. */
  private static final int MOST_DRAWS = 4;

  private final Database database;
  private final ClaimStatements statements;

  TaskClaims(Database database, String worker, String nodeGroup, Duration lease) {
    this.database = database;
    this.statements = new ClaimStatements(worker, nodeGroup, lease);
  }

  /** Up to {@code most} tasks, all of one job. */
  List<ClaimedTask> claim(int most) {
    List<Long> passed = new ArrayList<>();
    for (int draws = 0; draws < MOST_DRAWS; draws++) {
      Optional<Turn> turn =
          database.statement("claim tasks", tx -> statements.draw(tx, passed, most));
      if (turn.isEmpty()) {
        return List.of();
      }
      List<ClaimedTask> taken = taken(turn.get());
      if (!taken.isEmpty()) {
        return taken;
      }
      passed.add(turn.get().jobId());
    }
    return List.of();
  }

  /**
   * Claims of a job with a limit follow one another, so that each counts those before it; they take
   * one task, because what waits in a worker's hands counts as well.
   */
  private List<ClaimedTask> taken(Turn turn) {
    @Nullable Integer tasksAtOnce = turn.tasksAtOnce();
    return tasksAtOnce == null
        ? turn.taken()
        : database.transact(
            "claim a task of a job with a limit",
            tx -> statements.takeWithin(tx, turn.jobId(), tasksAtOnce));
  }
}
