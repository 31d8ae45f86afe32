package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.backfill.BackfillCompletion.Outcome;
import dev.fencepost.engine.backfill.BackfillRange;
import dev.fencepost.engine.backfill.BackfillRun;
import dev.fencepost.engine.backfill.Candidate;
import dev.fencepost.engine.fence.Activation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A backfill whose scans grow old before they are confirmed, some of them more than once. */
final class PiecewiseBackfill {

  private static final int ROWS_PER_RANGE = 8;

  private record Scanned(BackfillRange range, List<Candidate> candidates) {}

  private final Random random;
  private final MigratedDatabase db;
  private final BackfillRun run;
  private final List<BackfillRange> unread = new ArrayList<>();
  private final List<Scanned> unconfirmed = new ArrayList<>();
  private boolean planned;

  PiecewiseBackfill(Random random, MigratedDatabase db, Activation activated) {
    this.random = random;
    this.db = db;
    this.run = new BackfillRun(db.database(), db.settings(), activated);
  }

  /** Does one piece; true when nothing is left. */
  boolean advance() throws SQLException {
    if (!planned) {
      unread.addAll(run.plan(ROWS_PER_RANGE));
      planned = true;
    } else if (!unread.isEmpty() && (unconfirmed.isEmpty() || random.nextInt(4) > 0)) {
      BackfillRange range = unread.remove(random.nextInt(unread.size()));
      unconfirmed.add(new Scanned(range, run.scan(db.asking(), range)));
    } else if (!unconfirmed.isEmpty()) {
      Scanned scanned = unconfirmed.get(random.nextInt(unconfirmed.size()));
      run.confirm(scanned.range, scanned.candidates);
      if (random.nextInt(4) > 0) {
        unconfirmed.remove(scanned);
      }
    } else {
      Outcome outcome = run.complete();
      assertThat(outcome).isIn(Outcome.COMPLETE, Outcome.NOTHING_LEFT, Outcome.WAITING_FOR_STREAM);
      return outcome != Outcome.WAITING_FOR_STREAM;
    }
    return false;
  }
}
