package dev.fencepost.engine.job;

import java.time.Instant;
import java.util.Map;

/**
 * Something that is scanned.
 *
 * @param kind what makes its connector, for example {@code file}
 * @param nodeGroup whose coordinators and workers can reach it
 * @param configuration properties of its connector; never a secret
 * @param scanEpoch how many scans of it were started
 */
public record DataSource(
    String name,
    String kind,
    String nodeGroup,
    Map<String, String> configuration,
    long scanEpoch,
    Instant createdAt) {

  public DataSource {
    configuration = Map.copyOf(configuration);
  }
}
