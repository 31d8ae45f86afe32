package dev.fencepost.core.landing;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import org.jspecify.annotations.Nullable;

/** One record of the findings topic after decoding. */
public interface Incoming {

  long offset();

  /**
   * Which try of which task sent a record.
   *
   * @param scanEpoch the data source's scan counter when the task was made
   */
  record Origin(long taskId, long jobId, int attempt, long scanEpoch) {

    public Sender sender() {
      return new Sender(taskId, jobId, attempt);
    }
  }

  /** What can be said of an {@link Origin} without reading the record. */
  record Sender(long taskId, long jobId, int attempt) {}

  /**
   * A finding, or its deletion.
   *
   * @param origin null when the producer opened no scan
   * @param payload the record's bytes, kept so that a row the database refuses becomes a dead
   *     letter with its original
   */
  record FindingRecord(
      long offset, @Nullable Origin origin, Finding finding, boolean deleted, Payload payload)
      implements Incoming {}

  /**
   * What a scan saw of an object.
   *
   * @param objectPath the object's key, as its findings name it
   */
  record ObjectRecord(
      long offset,
      Origin origin,
      String datasource,
      String objectPath,
      ObjectAttributes attributes,
      Payload payload)
      implements Incoming {}

  /**
   * A task's last record.
   *
   * @param records how many records the attempt sent, null when the producer does not count
   * @param failures how many objects of the scope could not be read; a sweep needs 0
   */
  record EndMarker(
      long offset,
      long taskId,
      long jobId,
      int attempt,
      @Nullable Long records,
      long failures,
      Payload payload)
      implements Incoming {}

  /**
   * Bytes that are no record.
   *
   * @param sender what stands beside the bytes, null when nothing does
   */
  record Malformed(long offset, @Nullable Sender sender, Rejection rejection, Payload payload)
      implements Incoming {}
}
