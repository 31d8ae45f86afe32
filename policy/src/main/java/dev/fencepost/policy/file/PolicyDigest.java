package dev.fencepost.policy.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Identifies what a policy says, apart from comments, layout and tests.
 *
 * <p>The digests are stored, so how they are made is part of the data format: SHA-256 over each
 * value in UTF-8, preceded by its length in bytes as a decimal number and a colon.
 *
 * @param judging of what decides which findings match, and for how long
 * @param metadata of name, labels, description and severity
 */
public record PolicyDigest(String judging, String metadata) {

  /** How a policy differs from an earlier state of itself. */
  public enum Change {
    NONE,
    /** Results stay as they are; no fence and no backfill are needed. */
    METADATA,
    /** Needs a new version with a fence of its own. */
    JUDGING
  }

  static PolicyDigest of(PolicyFile policy) {
    return new PolicyDigest(
        judging(policy.condition().source(), policy.requiresStreamingUpdates()), metadata(policy));
  }

  /** The judging digest of a stored policy version. */
  public static String judging(String condition, boolean requiresStreamingUpdates) {
    return sha256(
        List.of("judging/1", condition.strip(), requiresStreamingUpdates ? "streaming" : "frozen"));
  }

  private static String metadata(PolicyFile policy) {
    StringBuilder labels = new StringBuilder();
    new TreeMap<>(policy.labels())
        .forEach((key, value) -> labels.append(framed(key)).append(framed(value)));
    return sha256(
        List.of(
            "metadata/1",
            policy.name(),
            labels.toString(),
            policy.description(),
            policy.severity().key()));
  }

  public Change since(PolicyDigest earlier) {
    if (!judging.equals(earlier.judging)) {
      return Change.JUDGING;
    }
    return metadata.equals(earlier.metadata) ? Change.NONE : Change.METADATA;
  }

  /** With its length before it, a value cannot run into the next one. */
  private static String framed(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length + ":" + value;
  }

  private static String sha256(List<String> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      values.forEach(value -> digest.update(framed(value).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
