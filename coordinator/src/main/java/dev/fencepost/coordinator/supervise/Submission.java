package dev.fencepost.coordinator.supervise;

import dev.fencepost.flink.FlinkRefused;
import dev.fencepost.flink.FlinkRest;
import dev.fencepost.flink.JobRun;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the landing job to one cluster; the jar stays there only until it has been run. */
final class Submission {

  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  private final FlinkRest flink;
  private final Path jar;

  /** Uploaded and not yet run, because running it failed. */
  private @Nullable String uploaded;

  Submission(FlinkRest flink, Path jar) {
    this.flink = flink;
    this.jar = jar;
  }

  /**
   * The new job's id.
   *
   * @throws FlinkRefused when the cluster does not answer or says no
   */
  String submit(List<String> arguments) {
    @Nullable String jarId = uploaded;
    if (jarId == null) {
      jarId = flink.upload(jar);
      uploaded = jarId;
    }
    try {
      String jobId = flink.run(jarId, JobRun.of(arguments));
      forget(jarId);
      return jobId;
    } catch (FlinkRefused e) {
      if (e.isNotFound()) {
        uploaded = null;
      }
      throw e;
    }
  }

  /** The job runs from a copy of its own, and each submission would leave a jar behind. */
  private void forget(String jarId) {
    uploaded = null;
    try {
      flink.deleteJar(jarId);
    } catch (FlinkRefused e) {
      LOG.info("The jar {} stays on the cluster: {}", jarId, e.getMessage());
    }
  }
}
