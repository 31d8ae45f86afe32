package dev.fencepost.cli.backfill;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.backfill.BackfillProgress;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows backfills with rows, ranges, rate, remaining time, and where they read.",
    footer = {"%nExamples:", "  fencepost backfill show", "  fencepost backfill show 3 -o json"})
public final class BackfillShow extends DatabaseCommand {

  private static final int NEWEST = 20;

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "One of them (default: the newest).")
  private @Nullable Long job;

  public BackfillShow(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    Database database = database();
    List<BackfillProgress> shown =
        job == null
            ? database.transact("list the backfills", tx -> BackfillProgress.newest(tx, NEWEST))
            : List.of(BackfillRun.progress(database, job));
    output.print(
        terminal(),
        Listing.of(shown)
            .with("job", BackfillProgress::jobId)
            .with("status", progress -> progress.status().name())
            .with("policies", BackfillProgress::policies)
            .with("ranges", BackfillProgress::ranges)
            .with("ranges_confirmed", BackfillProgress::rangesConfirmed)
            .with("rows", BackfillProgress::rows)
            .with("results", BackfillProgress::results)
            .with("rows_per_second", progress -> Math.round(progress.rowsPerSecond()))
            .with("elapsed_seconds", progress -> progress.elapsed().toSeconds())
            .with(
                "remaining_seconds",
                progress -> progress.remaining().map(Duration::toSeconds).orElse(null))
            .with("run_by", BackfillProgress::runBy)
            .with("read", progress -> progress.read().stream().map(Object::toString).toList())
            .with("reading", progress -> progress.conduct().reading())
            .with("ranges_at_once", progress -> progress.conduct().rangesAtOnce())
            .with("pace", progress -> progress.conduct().pace()));
  }
}
