package dev.fencepost.streaming;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.ArchivedExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A Flink cluster inside the test's JVM, and the landing job on it. */
final class LandingCluster implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(90);

  private final MiniCluster cluster;
  private final Path folder;

  LandingCluster(Path folder) {
    this.folder = folder;
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    // Any free one: another cluster may run on this machine.
    configuration.set(RestOptions.BIND_PORT, "0");
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .setConfiguration(configuration)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("the cluster did not start", e);
    }
  }

  /** Submits the job with two subtasks; from null it starts without a checkpoint. */
  JobID start(LandingDatabase database, String brokers, String topic, @Nullable String savepoint) {
    LandingSettings settings =
        LandingSettings.parse(
            "--bootstrap-servers",
            brokers,
            "--topic",
            topic,
            "--db-url",
            database.url(),
            "--db-user",
            database.user(),
            "--parallelism",
            "2",
            "--checkpoint-interval",
            "300ms",
            "--flush-interval",
            "50ms");
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(LandingJob.configuration(settings));
    LandingJob.build(env, settings);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }
    return result(cluster.submitJob(graph)).getJobID();
  }

  String stopWithSavepoint(JobID job) {
    return result(
        cluster.stopWithSavepoint(
            job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL));
  }

  void cancel(JobID job) {
    result(cluster.cancelJob(job));
    until(() -> result(cluster.getJobStatus(job)).isGloballyTerminalState());
  }

  /** Waits until the job ends as failed; returns all messages of the failure's causes. */
  String failure(JobID job) {
    until(() -> result(cluster.getJobStatus(job)).isGloballyTerminalState());
    ArchivedExecutionGraph graph = result(cluster.getArchivedExecutionGraph(job));
    return graph.getFailureInfo() == null ? "" : graph.getFailureInfo().getExceptionAsString();
  }

  /** Failures that the job recovered from. */
  String pastFailures(JobID job) {
    StringBuilder all = new StringBuilder();
    result(cluster.getExecutionGraphInfo(job))
        .getExceptionHistory()
        .forEach(entry -> all.append(entry.getExceptionAsString()));
    return all.toString();
  }

  static void until(BooleanSupplier condition) {
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(condition::getAsBoolean);
  }

  @Override
  public void close() {
    result(cluster.closeAsync());
  }

  private static <T> T result(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the cluster did not do it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
