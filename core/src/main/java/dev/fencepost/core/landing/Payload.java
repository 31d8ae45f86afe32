package dev.fencepost.core.landing;

/** The bytes of a record as they were read; compared by identity, never printed. */
public final class Payload {

  private final byte[] bytes;

  public Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The array itself: callers must not change it. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
