package dev.fencepost.streaming;

import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.streaming.landing.LandingSink;
import dev.fencepost.streaming.source.LandingSource;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's entry: run it on any Flink cluster with the arguments of {@link LandingSettings}. */
public final class LandingJob {

  /** As the dashboard shows it. */
  public static final String NAME = LandingWishes.JOB_NAME;

  private static final int FAILED_CHECKPOINTS_AT_MOST = 10;

  private LandingJob() {}

  /** Submits the job; on a session cluster this returns while the job runs. */
  public static void main(String[] arguments) throws Exception {
    LandingSettings settings = LandingSettings.parse(arguments);
    settings.createPartitions().ifPresent(settings.topic()::createIfMissing);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
    build(env, settings);
    env.execute(NAME);
  }

  /** The whole topology: each subtask reads some partitions and lands them, with no shuffle. */
  static void build(StreamExecutionEnvironment env, LandingSettings settings) {
    settings.parallelism().ifPresent(env::setParallelism);
    env.fromSource(
            new LandingSource(settings.topic(), settings.database()),
            WatermarkStrategy.noWatermarks(),
            "findings")
        .uid("findings-source")
        .sinkTo(new LandingSink(settings.topic().name(), settings.database(), settings.limits()))
        .name("landing")
        .uid("landing");
  }

  static Configuration configuration(LandingSettings settings) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(2));
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS_AT_MOST);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(20));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    // A type without a serializer of its own fails here instead of falling back to reflection.
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return configuration;
  }
}
