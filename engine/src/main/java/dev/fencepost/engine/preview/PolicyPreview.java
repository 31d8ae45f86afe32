package dev.fencepost.engine.preview;

import java.util.List;

/**
 * What a condition would change if it were a policy's new version now.
 *
 * @param matching findings that match it
 * @param gained of these, how many have no open result of the policy
 * @param lost open results of the policy whose finding does not match it
 * @param gainedSamples ids of a few findings that would be gained, in order
 * @param lostSamples ids of a few findings that would be lost, in order
 * @param sql what the database is asked, with a {@code ?} for each parameter
 * @param parameters of the SQL, in order
 * @param exact whether the database alone decides; otherwise the evaluator judges what it selects
 */
public record PolicyPreview(
    long matching,
    long gained,
    long lost,
    List<String> gainedSamples,
    List<String> lostSamples,
    String sql,
    List<Object> parameters,
    boolean exact) {

  public PolicyPreview {
    gainedSamples = List.copyOf(gainedSamples);
    lostSamples = List.copyOf(lostSamples);
    parameters = List.copyOf(parameters);
  }
}
