package dev.fencepost.engine.landing;

/**
 * A batch begins after the position up to which everything is durable. Reading must start again
 * from there.
 */
public final class LostDataException extends RuntimeException {

  LostDataException(int partition, long from, long nextOffset) {
    super(
        "partition "
            + partition
            + ": the batch begins at offset "
            + from
            + " but everything is durable only up to "
            + nextOffset
            + "; start reading again from there");
  }
}
