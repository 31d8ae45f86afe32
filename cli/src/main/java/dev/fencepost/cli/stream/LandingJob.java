package dev.fencepost.cli.stream;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Await;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.flink.FlinkJob;
import dev.fencepost.flink.FlinkRefused;
import dev.fencepost.flink.FlinkRest;
import dev.fencepost.flink.JobRun;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The landing job of one cluster. */
public final class LandingJob {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final String restUrl;
  private final FlinkRest flink;

  private LandingJob(String restUrl) {
    this.restUrl = restUrl;
    this.flink = new FlinkRest(restUrl);
  }

  /**
   * @param restUrl of the cluster, for example {@code http://127.0.0.1:8081}
   */
  public static LandingJob on(String restUrl) {
    return new LandingJob(restUrl);
  }

  /** Submits the job unless it is there; returns its id when it runs and is supervised. */
  public String ensure(ConnectionSource.Settings database, String kafka, String actor) {
    LandingWishes wishes = new LandingWishes(Database.connecting(database));
    List<String> arguments = arguments(database, kafka, List.of());
    return wished(
        wishes,
        arguments,
        actor,
        () -> live().map(FlinkJob::id).orElseGet(() -> submit(jar(), arguments, null)));
  }

  /**
   * Submits the job and leaves it to the supervisor once it runs. When this process dies before,
   * the supervisor submits it; when the submission fails, nothing is wished any more.
   *
   * @param submission answers the job's id
   */
  String wished(
      LandingWishes wishes, List<String> arguments, String actor, Supplier<String> submission) {
    wishes.want(restUrl, arguments, START_LIMIT, actor);
    try {
      String id = submission.get();
      awaitRunning(id);
      wishes.submitted();
      return id;
    } catch (RuntimeException e) {
      wishes.doNotWant(actor);
      throw e;
    }
  }

  /** What the job is told; the password is never among it. */
  static List<String> arguments(
      ConnectionSource.Settings database, String kafka, List<String> more) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--bootstrap-servers", kafka));
    all.addAll(List.of("--db-url", database.url()));
    all.addAll(List.of("--db-user", database.user()));
    all.addAll(more);
    return all;
  }

  /** Brings the jar to the cluster and runs it; the job's own id. */
  String submit(Path jar, List<String> arguments, @Nullable String savepoint) {
    String jarId = flink.upload(jar);
    return flink.run(jarId, JobRun.of(arguments).from(savepoint));
  }

  /** Waits until every part of the job runs. */
  public void awaitRunning(String id) {
    Await.first(
        "the landing job to run; the dashboard shows why it does not",
        START_LIMIT,
        () -> {
          FlinkJob job = flink.job(id);
          if (job.isOver()) {
            throw CommandFailure.failed(
                "the landing job is "
                    + job.state()
                    + flink.lastFailure(id).map(why -> ": " + why).orElse(""));
          }
          return job.isRunning() ? Optional.of(job) : Optional.empty();
        });
  }

  /** The job when there is one that is not over. */
  public Optional<FlinkJob> live() {
    return flink.liveJob(LandingWishes.JOB_NAME);
  }

  /** Flink's word for how the job is, or a word for its absence. */
  public String state() {
    try {
      return live().map(FlinkJob::state).orElse("absent");
    } catch (FlinkRefused e) {
      return e.isUnreachable() ? "unreachable" : "unknown";
    }
  }

  public FlinkRest rest() {
    return flink;
  }

  /** The jar that the build left. */
  public static Path jar() {
    Path target = ProjectRoot.find().target("streaming-job");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "fencepost-streaming-job-*.jar")) {
      for (Path jar : jars) {
        if (!jar.toString().contains("-sources") && !jar.toString().contains("original-")) {
          return jar;
        }
      }
    } catch (IOException e) {
      throw CommandFailure.failed("the landing job is not built: there is no folder " + target);
    }
    throw CommandFailure.failed("the landing job is not built: there is no jar in " + target);
  }
}
