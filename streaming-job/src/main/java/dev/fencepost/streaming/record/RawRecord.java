package dev.fencepost.streaming.record;

import dev.fencepost.core.landing.Incoming.Sender;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the findings topic as it was read; or, before the first one of a partition, the
 * position at which its reading begins, because the first record may lie behind a gap.
 */
public final class RawRecord {

  /** Numbers of sources begin at 1. */
  private static final int NO_START = 0;

  private final int startOfSource;
  private final int partition;
  private final long offset;
  private final @Nullable Sender sender;
  private final byte @Nullable [] value;

  private RawRecord(
      int startOfSource,
      int partition,
      long offset,
      @Nullable Sender sender,
      byte @Nullable [] value) {
    this.startOfSource = startOfSource;
    this.partition = partition;
    this.offset = offset;
    this.sender = sender;
    this.value = value;
  }

  /** Reading of the partition begins at {@code position}. */
  public static RawRecord start(int sourceNo, int partition, long position) {
    return new RawRecord(sourceNo, partition, position, null, null);
  }

  /**
   * @param sender what the record's headers say, null when they say nothing
   * @param value the array itself is kept; null for a record without a value
   */
  public static RawRecord read(
      int partition, long offset, @Nullable Sender sender, byte @Nullable [] value) {
    return new RawRecord(NO_START, partition, offset, sender, value);
  }

  static RawRecord restored(
      int startOfSource,
      int partition,
      long offset,
      @Nullable Sender sender,
      byte @Nullable [] value) {
    return new RawRecord(startOfSource, partition, offset, sender, value);
  }

  public boolean isStart() {
    return startOfSource != NO_START;
  }

  /** The source whose partition begins; only of a start. */
  public int sourceNo() {
    return startOfSource;
  }

  public int partition() {
    return partition;
  }

  /** The record's offset, or the position of a start. */
  public long offset() {
    return offset;
  }

  /** Who sent the record, as far as its headers say it. */
  public @Nullable Sender sender() {
    return sender;
  }

  /** The array itself: callers must not change it. */
  public byte @Nullable [] value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawRecord that
        && startOfSource == that.startOfSource
        && partition == that.partition
        && offset == that.offset
        && Objects.equals(sender, that.sender)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(startOfSource, partition, offset);
  }

  /** Never the value, which may hold what detectors found. */
  @Override
  public String toString() {
    return (isStart() ? "start of " : "record of ") + partition + " at " + offset;
  }
}
