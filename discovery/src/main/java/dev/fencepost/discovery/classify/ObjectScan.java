package dev.fencepost.discovery.classify;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.discovery.connector.ObjectFacts;
import java.util.List;

/**
 * What became of one object.
 *
 * @param facts what was said about it when it was opened, which is more than a listing says; none
 *     when it was not opened
 * @param reason a sentence for operators; empty where the outcome says it all
 */
public record ObjectScan(
    String key, Outcome outcome, ObjectFacts facts, String reason, List<Finding> findings) {

  /** How far an object was read. */
  public enum Outcome {
    /** All of it. */
    SCANNED,
    /** The beginning, up to the limit on content; the findings are those of the beginning. */
    CUT,
    /** Not at all: it is not text. */
    BINARY,
    /** Not at all: a known format that is not read. */
    UNSUPPORTED,
    /** Not at all: it exists, but reading failed. Nothing is known about it. */
    UNREADABLE,
    /** It is gone. */
    VANISHED
  }

  public ObjectScan {
    findings = List.copyOf(findings);
  }

  static ObjectScan without(String key, Outcome outcome, String reason) {
    return new ObjectScan(key, outcome, ObjectFacts.NONE, reason, List.of());
  }
}
