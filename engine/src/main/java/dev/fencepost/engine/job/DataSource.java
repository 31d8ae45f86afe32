package dev.fencepost.engine.job;

import java.time.Instant;
import java.util.Map;

/**
 * Something that is scanned.
 *
 * @param kind what makes its connector, for example {@code file}
 * @param nodeGroup whose coordinators and workers can reach it
 * @param owner who answers for it; empty when nobody said
 * @param region where it is; empty when nobody said
 * @param configuration properties of its connector; never a secret
 * @param scanEpoch how many scans of it were started
 */
public record DataSource(
    String name,
    String kind,
    String nodeGroup,
    String owner,
    String region,
    Map<String, String> configuration,
    long scanEpoch,
    Instant createdAt) {

  public DataSource {
    configuration = Map.copyOf(configuration);
  }
}
