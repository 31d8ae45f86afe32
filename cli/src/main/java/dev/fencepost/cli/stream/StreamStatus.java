package dev.fencepost.cli.stream;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Await;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.supervise.LandingState;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.flink.FlinkJob;
import dev.fencepost.flink.FlinkRest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = {
      "Shows the landing job: its state, figures and last checkpoint, and who sees to it.",
      "Exit code 5 when none runs."
    },
    footer = {
      "%nExamples:",
      "  fencepost stream status",
      "  fencepost stream status --flink http://flink:8081 -o json"
    })
public final class StreamStatus extends DatabaseCommand {

  private static final List<String> SUMS =
      List.of(
          "landed",
          "applied",
          "judged",
          "opened",
          "closed",
          "swept",
          "dead_letters",
          "ignored_zombie",
          "ignored_stale");

  private static final int ASKED_AT_MOST = 10;

  private static final List<String> HIGHEST =
      List.of("unlanded", "policy_generation", "flush_millis_p99", "wait_millis_p99");

  @Mixin private OutputOption output = new OutputOption();

  public StreamStatus(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    LandingJob landing = LandingJob.on(addresses().flink());
    LandingState supervised = new LandingWishes(database()).read();
    Optional<FlinkJob> live = landing.live();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    live.ifPresent(job -> describe(landing.rest(), landing.rest().job(job.id()), all));
    all.put("wanted", supervised.wanted());
    all.put("supervisor", supervised.supervisor());
    all.put("resubmitted", supervised.resubmitted());
    all.put("failed_at", supervised.failedAt());
    all.put("failed_for", supervised.lastError());
    output.printOne(terminal(), all);
    if (live.isEmpty()) {
      throw CommandFailure.notFound(
          supervised.wanted()
              ? "no landing job runs on the cluster; a coordinator that has its jar submits it again"
              : "no landing job runs on the cluster; start one with 'fencepost stream submit'");
    }
  }

  private static void describe(FlinkRest rest, FlinkJob job, Map<String, @Nullable Object> all) {
    all.put("job", job.id());
    all.put("name", job.name());
    all.put("state", job.state());
    all.put("started_at", job.startedAt());
    sums(rest, job).forEach((name, figure) -> all.put(name, Math.round(figure)));
    rest.maxima(job, HIGHEST).forEach((name, figure) -> all.put(name, Math.round(figure)));
    all.put("last_checkpoint", rest.lastCheckpoint(job.id()).orElse(null));
    all.put("last_failure", rest.lastFailure(job.id()).orElse(null));
  }

  /** The cluster collects figures only when somebody asks, so the first answer may be empty. */
  private static Map<String, Double> sums(FlinkRest rest, FlinkJob job) {
    Map<String, Double> figures = rest.sums(job, SUMS);
    for (int asked = 1; figures.isEmpty() && asked < ASKED_AT_MOST; asked++) {
      Await.pause();
      figures = rest.sums(job, SUMS);
    }
    return figures;
  }
}
