package dev.fencepost.discovery.content;

import java.io.IOException;
import java.io.Reader;

/** Receives what an object says. */
public interface ContentSink {

  /** Stands for the name of a field that is itself sensitive. */
  String CONCEALED = "*";

  /**
   * True for names with so many digits that they may be numbers of persons, whether or not a
   * detector would say so without more context.
   */
  static boolean isLikeValue(String name) {
    return name.chars().filter(c -> c >= '0' && c <= '9').count() >= 7;
  }

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
