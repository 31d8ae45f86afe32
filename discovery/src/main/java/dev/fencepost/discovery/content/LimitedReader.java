package dev.fencepost.discovery.content;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses to go on after a number of characters, for parsers that keep what they read. */
final class LimitedReader extends FilterReader {

  /** There is more than the limit. */
  static final class TooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("longer than can be parsed");
    }
  }

  private long remaining;

  LimitedReader(Reader in, long limit) {
    super(in);
    this.remaining = limit;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    remaining -= Math.max(0, read);
    if (remaining < 0) {
      throw new TooLongException();
    }
    return read;
  }
}
