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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many workers, each of which claims and reports one task after another. */
record ClaimTurn(ConnectionSource.Settings settings, int workers, int tasks) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** As workers do it: each claim draws a job, each report names its attempt. */
  double fencepost() throws Exception {
    return rate(
        worker -> {
          KeptConnection connection = new KeptConnection(settings::connect);
          try {
            TaskBoard board =
                new TaskBoard(
                    new Database(connection), "worker-" + worker, "default", TaskTimes.standard());
            int done = 0;
            while (done < tasks / workers) {
              for (ClaimedTask task : board.claim(1)) {
                if (!board.completeProducing(task, 0, 0)) {
                  throw new IllegalStateException("the report was refused");
                }
                done++;
              }
            }
          } finally {
            connection.close();
          }
        });
  }

  /** Two statements, each its own transaction: no jobs, no leases, no attempts. */
  double plain() throws Exception {
    return rate(
        worker -> {
          try (Connection connection = settings.connect();
              PreparedStatement claim =
                  connection.prepareStatement(
                      """
                      UPDATE plain_tasks SET status = 'RUNNING'
                      WHERE task_id = (
                        SELECT task_id FROM plain_tasks WHERE status = 'QUEUED'
                        ORDER BY task_id LIMIT 1 FOR UPDATE SKIP LOCKED)
                      RETURNING task_id, packet
                      """);
              PreparedStatement report =
                  connection.prepareStatement(
                      "UPDATE plain_tasks SET status = 'DONE' WHERE task_id = ?")) {
            connection.setAutoCommit(true);
            for (int done = 0; done < tasks / workers; done++) {
              try (ResultSet row = claim.executeQuery()) {
                row.next();
                report.setLong(1, row.getLong(1));
              }
              report.executeUpdate();
            }
          }
        });
  }

  private interface Work {
    void by(int worker) throws Exception;
  }

  /** Tasks per second of all workers together. */
  private double rate(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int worker = i;
        all.add(
            () -> {
              work.by(worker);
              return true;
            });
      }
      long begun = System.nanoTime();
      for (Future<Boolean> one : threads.invokeAll(all)) {
        one.get();
      }
      return (tasks / workers) * workers / ((System.nanoTime() - begun) / NANOS_PER_SECOND);
    } finally {
      threads.shutdownNow();
    }
  }
}
