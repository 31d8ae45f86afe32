package dev.fencepost.discovery.worker;

import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.discovery.connector.ObjectFacts;
import java.time.Instant;
import java.util.Objects;

/** What connectors say of objects, as records say it. */
final class SeenObjects {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private SeenObjects() {}

  /** The attributes; a time that no record can hold is not known. */
  static ObjectAttributes attributes(ObjectFacts facts) {
    Instant modifiedAt = Objects.requireNonNullElse(facts.modifiedAt(), Instant.EPOCH);
    boolean isWritable = !modifiedAt.isBefore(FIRST) && !modifiedAt.isAfter(LAST);
    return new ObjectAttributes(
        facts.bytesOrZero(),
        Objects.requireNonNullElse(facts.contentType(), ""),
        Objects.requireNonNullElse(facts.owner(), ""),
        isWritable ? modifiedAt : Instant.EPOCH,
        facts.labels());
  }
}
