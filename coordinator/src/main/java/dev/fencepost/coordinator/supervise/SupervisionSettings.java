package dev.fencepost.coordinator.supervise;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator needs to see to the landing job.
 *
 * @param jar the landing job's, as this process reads it; null when it only watches
 * @param flinkUrl under which this process reaches the cluster, when that is not the wished one
 */
public record SupervisionSettings(@Nullable Path jar, @Nullable String flinkUrl) {

  /** For a coordinator that leaves the landing job to others. */
  public static SupervisionSettings none() {
    return new SupervisionSettings(null, null);
  }

  /** Reads {@code FENCEPOST_LANDING_JAR} and {@code FENCEPOST_FLINK}. */
  public static SupervisionSettings from(Map<String, String> environment) {
    String jar = environment.getOrDefault("FENCEPOST_LANDING_JAR", "");
    String url = environment.getOrDefault("FENCEPOST_FLINK", "");
    return new SupervisionSettings(jar.isBlank() ? null : Path.of(jar), url.isBlank() ? null : url);
  }
}
