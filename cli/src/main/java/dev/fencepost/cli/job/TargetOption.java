package dev.fencepost.cli.job;

import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import dev.fencepost.engine.job.JobTarget;
import dev.fencepost.engine.job.NotFoundException;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which jobs are meant; a mixin. */
public final class TargetOption {

  @Parameters(
      index = "0",
      paramLabel = "NUMBER",
      description = "A scan's number, for all its jobs; with --job, the number of one job.")
  private long number;

  @Option(names = "--job", description = "NUMBER is one job's, not a scan's.")
  private boolean job;

  JobTarget target() {
    return job ? JobTarget.job(number) : JobTarget.scan(number);
  }

  /**
   * @throws NotFoundException if there are none
   */
  List<JobSummary> jobs(JobBoard board) {
    if (job) {
      return List.of(board.show(number).job());
    }
    List<JobSummary> jobs = board.ofMaster(number);
    if (jobs.isEmpty()) {
      throw new NotFoundException(
          "There is no scan " + number + "; 'fencepost job list' shows those there are.");
    }
    return jobs;
  }
}
