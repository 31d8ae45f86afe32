package dev.fencepost.discovery.content;

import java.io.IOException;
import java.io.Reader;

/** Receives what an object says. */
public interface ContentSink {

  /**
   * The value of one field.
   *
   * @return how many hits there are in it
   */
  int value(String field, String value);

  /** Running text of any length. */
  void text(Reader text) throws IOException;

  /** Running text of lines that mostly begin with a key, see {@link KeyedLines}. */
  void keyedLines(Reader text) throws IOException;
}
