package dev.fencepost.core.finding;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a data source says of one of its objects. No attribute is null: what is not known is zero,
 * the empty string or the epoch.
 *
 * @param size in bytes
 * @param type a media type such as {@code text/csv}, or what the source calls it
 * @param owner who owns the object inside the source
 * @param modifiedAt in microseconds, as the database stores it
 * @param labels facts of any other sort, for example {@code storage_class}
 */
public record ObjectAttributes(
    long size, String type, String owner, Instant modifiedAt, Map<String, String> labels) {

  /** Of an object that nobody told about. */
  public static final ObjectAttributes UNKNOWN =
      new ObjectAttributes(0, "", "", Instant.EPOCH, Map.of());

  public ObjectAttributes {
    if (size < 0) {
      throw new IllegalArgumentException("a size is 0 or more, not " + size);
    }
    modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MICROS);
    labels = Map.copyOf(labels);
  }
}
