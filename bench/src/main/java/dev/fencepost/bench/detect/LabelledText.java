package dev.fencepost.bench.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.List;

/** A text and what is sensitive in it, as somebody labelled it. */
record LabelledText(String text, List<Span> spans) {

  /**
   * One value.
   *
   * @param start offset of the first character (UTF-16 units)
   * @param end offset behind the last character
   */
  record Span(InfoType type, int start, int end) {}

  LabelledText {
    spans = List.copyOf(spans);
  }
}
