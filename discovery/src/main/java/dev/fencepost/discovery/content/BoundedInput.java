package dev.fencepost.discovery.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after a number of bytes, whatever is behind it: the guard against decompression bombs. */
final class BoundedInput extends FilterInputStream {

  private long remaining;
  private boolean cut;

  BoundedInput(InputStream in, long limit) {
    super(in);
    this.remaining = limit;
  }

  /** True if there was more than the limit. */
  boolean wasCut() {
    return cut;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (remaining == 0) {
      cut |= in.read() >= 0;
      return -1;
    }
    int read = in.read(target, offset, (int) Math.min(length, remaining));
    remaining -= Math.max(0, read);
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
