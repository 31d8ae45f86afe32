package dev.fencepost.bench.claim;

import dev.fencepost.engine.job.ClaimedTask;
import dev.fencepost.engine.job.TaskBoard;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * So many workers, each of which claims and reports.
 *
 * @param batch how many tasks a claim takes; each is reported by itself
 */
public record ClaimTurn(ConnectionSource.Settings settings, int workers, int tasks, int batch) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** As workers do it: each claim draws a job, each report names its attempt. */
  public double fencepost() throws Exception {
    return rate(
        worker -> {
          KeptConnection connection = new KeptConnection(settings::connect);
          try {
            TaskBoard board =
                new TaskBoard(
                    new Database(connection), "worker-" + worker, "default", TaskTimes.standard());
            int done = 0;
            while (done < tasks / workers) {
              for (ClaimedTask task : board.claim(batch)) {
                if (!board.completeProducing(task, 0, 0)) {
                  throw new IllegalStateException("the report was refused");
                }
                done++;
              }
            }
            return done;
          } finally {
            connection.close();
          }
        });
  }

  private static final String NEXT =
      """
      SELECT task_id FROM plain_tasks WHERE status = 'QUEUED'
      ORDER BY task_id LIMIT %d FOR UPDATE SKIP LOCKED
      """;

  /** Two statements, each its own transaction: no jobs, no leases, no attempts. */
  double plain() throws Exception {
    String next = NEXT.formatted(batch);
    return rate(
        worker -> {
          try (Connection connection = settings.connect();
              PreparedStatement claim =
                  connection.prepareStatement(
                      """
                      UPDATE plain_tasks SET status = 'RUNNING'
                      WHERE task_id = %s
                      RETURNING task_id, packet
                      """
                          .formatted(batch == 1 ? "(" + next + ")" : "ANY (ARRAY(" + next + "))"));
              PreparedStatement report =
                  connection.prepareStatement(
                      "UPDATE plain_tasks SET status = 'DONE' WHERE task_id = ?")) {
            connection.setAutoCommit(true);
            int done = 0;
            while (done < tasks / workers) {
              for (long task : claimed(claim)) {
                report.setLong(1, task);
                report.executeUpdate();
                done++;
              }
            }
            return done;
          }
        });
  }

  private static List<Long> claimed(PreparedStatement claim) throws SQLException {
    List<Long> claimed = new ArrayList<>();
    try (ResultSet row = claim.executeQuery()) {
      while (row.next()) {
        claimed.add(row.getLong(1));
      }
    }
    return claimed;
  }

  private interface Work {
    /** How many tasks were done. */
    int by(int worker) throws Exception;
  }

  /** Tasks per second of all workers together. */
  private double rate(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int worker = i;
        all.add(() -> work.by(worker));
      }
      long begun = System.nanoTime();
      int done = 0;
      for (Future<Integer> one : threads.invokeAll(all)) {
        done += one.get();
      }
      return done / ((System.nanoTime() - begun) / NANOS_PER_SECOND);
    } finally {
      threads.shutdownNow();
    }
  }
}
