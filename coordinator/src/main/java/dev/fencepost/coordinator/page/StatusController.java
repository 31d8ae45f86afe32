package dev.fencepost.coordinator.page;

import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobDetails;
import dev.fencepost.engine.job.NotFoundException;
import dev.fencepost.engine.status.Overview;
import dev.fencepost.engine.status.StatusBoard;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the operator page shows, as JSON. */
@RestController
public final class StatusController {

  private final StatusBoard status;
  private final JobBoard jobs;

  public StatusController(Database database) {
    this.status = new StatusBoard(database);
    this.jobs = new JobBoard(database);
  }

  @GetMapping("/api/status")
  public Overview status() {
    return status.read();
  }

  @GetMapping("/api/jobs/{jobId}")
  public JobDetails job(@PathVariable long jobId) {
    return jobs.show(jobId);
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  public Map<String, String> away(DatabaseException e) {
    return Map.of("error", "The database does not answer.");
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  public Map<String, String> missing(NotFoundException e) {
    return Map.of("error", String.valueOf(e.getMessage()));
  }
}
