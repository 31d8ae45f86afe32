package dev.fencepost.discovery.detect;

import java.io.IOException;
import java.io.Reader;

/**
 * A text of any length in windows that overlap by {@link Detector#REACH} on both sides of their
 * core. Each place in the text is in the core of exactly one window.
 */
final class Windows {

  private final Reader reader;
  private final char[] buffer;
  private int length;
  private int coreStart;
  private int coreEnd;
  private long offset;
  private boolean last;

  /**
   * @param core characters of a core
   */
  Windows(Reader reader, int core) {
    this.reader = reader;
    this.buffer = new char[core + 2 * Detector.REACH];
  }

  /** Goes on to the next window; false behind the last one. */
  boolean advance() throws IOException {
    if (last) {
      return false;
    }
    int dropped = Math.max(0, coreEnd - Detector.REACH);
    System.arraycopy(buffer, dropped, buffer, 0, length - dropped);
    length -= dropped;
    offset += dropped;
    coreStart = coreEnd - dropped;
    fill();
    last = length < buffer.length;
    coreEnd = last ? length : length - Detector.REACH;
    return true;
  }

  private void fill() throws IOException {
    while (length < buffer.length) {
      int read = reader.read(buffer, length, buffer.length - length);
      if (read < 0) {
        return;
      }
      length += read;
    }
  }

  String text() {
    return new String(buffer, 0, length);
  }

  /** Where the window begins in the text. */
  long offset() {
    return offset;
  }

  /** Whether a hit belongs to this window and not to one of its neighbours. */
  boolean owns(Hit hit) {
    return hit.start() >= coreStart && hit.start() < coreEnd;
  }
}
