package dev.fencepost.discovery.worker;

import dev.fencepost.core.job.FailureKind;
import dev.fencepost.discovery.worker.FindingsSender.Sending;
import dev.fencepost.engine.job.ClaimedTask;
import dev.fencepost.engine.job.Purges;
import dev.fencepost.engine.job.Purges.Remaining;
import dev.fencepost.sql.transaction.DatabaseException;
import java.util.List;

/** Sends the deletion of all that is known of a data source. */
record Purging(Purges purges) {

  private static final int AT_ONCE = 1_000;

  void purge(Hold hold, Sending sending) throws AttemptFailed {
    List<Remaining> page = remaining(hold.task(), Remaining.NONE);
    while (!page.isEmpty()) {
      hold.check();
      for (Remaining finding : page) {
        sending.delete(finding.findingId());
      }
      page = remaining(hold.task(), page.get(page.size() - 1));
    }
  }

  private List<Remaining> remaining(ClaimedTask task, Remaining after) throws AttemptFailed {
    try {
      return purges.remaining(task.datasource(), after, AT_ONCE);
    } catch (DatabaseException e) {
      throw new AttemptFailed(FailureKind.DOES_NOT_COUNT, "The database was away.");
    }
  }
}
