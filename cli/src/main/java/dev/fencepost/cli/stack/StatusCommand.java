package dev.fencepost.cli.stack;

import dev.fencepost.cli.FencepostCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.stream.LandingJob;
import dev.fencepost.core.job.WaitReason;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import dev.fencepost.engine.supervise.LandingState;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description =
        "Shows the processes of the local stack, the landing job, and why jobs that wait do.",
    footer = {"%nExamples:", "  fencepost status", "  fencepost status -o json"})
public final class StatusCommand extends FencepostCommand {

  private static final int MOST_JOBS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String COMES_BACK = "dead, is started again";

  @Mixin private OutputOption output = new OutputOption();

  public StatusCommand(Session session) {
    super(session);
  }

  private record Part(
      String name,
      String state,
      @Nullable Integer restarts,
      String address,
      String since,
      String log) {}

  @Override
  protected void run() {
    List<ChildProcess> processes = new ProcessTable(home()).all();
    Optional<Stack> stack = Stack.running(home());
    List<Part> parts = new ArrayList<>(processes.stream().map(this::part).toList());
    stack.ifPresent(running -> parts.add(landing(running)));
    long unwell = parts.stream().filter(part -> !part.state().startsWith("running")).count();
    stack.ifPresent(running -> parts.addAll(jobs(running)));
    output.print(
        terminal(),
        Listing.of(parts)
            .with("part", Part::name)
            .with("state", Part::state)
            .with("restarts", Part::restarts)
            .with("address", Part::address)
            .with("since", Part::since)
            .with("log", Part::log));
    if (processes.isEmpty()) {
      throw CommandFailure.failed(
          "nothing runs in " + home().folder() + "; start it with 'fencepost up'");
    }
    if (stack.isEmpty() || unwell > 0) {
      throw CommandFailure.failed(
          parts.stream().anyMatch(part -> part.state().equals(COMES_BACK))
              ? "a part of the stack died and is started again; ask again in a moment"
              : "the stack is not complete; 'fencepost up' starts it anew, its data stay");
    }
  }

  private Part part(ChildProcess process) {
    Map<String, String> facts = process.record().facts();
    String address =
        Optional.ofNullable(facts.get("url"))
            .or(() -> Optional.ofNullable(facts.get("rest_url")))
            .or(() -> Optional.ofNullable(facts.get("bootstrap_servers")))
            .or(() -> Optional.ofNullable(facts.get("jdbc_url")))
            .orElse("");
    return new Part(
        process.name(),
        state(process),
        process.record().restarts(),
        address,
        Instant.ofEpochMilli(process.record().startedMillis())
            .truncatedTo(ChronoUnit.SECONDS)
            .toString(),
        home().folder().relativize(process.record().log()).toString());
  }

  /** The jobs that are not finished; the list of parts says why those that wait do. */
  private static List<Part> jobs(Stack stack) {
    try {
      JobBoard board = new JobBoard(database(stack));
      List<JobSummary> jobs = board.unfinished(MOST_JOBS);
      List<Part> parts = new ArrayList<>(jobs.stream().map(StatusCommand::part).toList());
      long more = jobs.size() < MOST_JOBS ? 0 : board.countUnfinished() - jobs.size();
      if (more > 0) {
        parts.add(new Part("and " + more + " more jobs", "not finished", null, "", "", ""));
      }
      return parts;
    } catch (DatabaseException e) {
      return List.of();
    }
  }

  private static Part part(JobSummary job) {
    @Nullable WaitReason waiting = job.waiting();
    String state = job.status().name().toLowerCase(Locale.ROOT);
    return new Part(
        "job " + job.jobId(),
        waiting == null ? state : state + ": " + waiting.sentence(),
        null,
        "",
        job.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        "");
  }

  private static Database database(Stack stack) {
    return Database.connecting(stack.settings("fencepost-cli")).withPatience(PATIENCE);
  }

  private static Part landing(Stack stack) {
    String state = LandingJob.on(stack.dashboardUrl()).state().toLowerCase(Locale.ROOT);
    try {
      LandingState seen = new LandingWishes(database(stack)).read();
      boolean unwell = !state.equals("running") && seen.lastError() != null;
      return new Part(
          "landing job",
          unwell ? state + ": " + seen.lastError() : state,
          Math.toIntExact(seen.resubmitted()),
          "",
          "",
          "");
    } catch (DatabaseException e) {
      return new Part("landing job", state, null, "", "", "");
    }
  }

  private String state(ChildProcess process) {
    if (process.isAlive()) {
      return "running (" + process.pid() + ")";
    }
    boolean comesBack = new ProcessTable(home()).inService(process.name()).isPresent();
    return comesBack ? COMES_BACK : "dead";
  }
}
