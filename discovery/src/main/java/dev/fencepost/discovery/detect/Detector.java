package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.function.Consumer;

/** Finds one type of sensitive data. Implementations are stateless and safe for many threads. */
public interface Detector {

  /**
   * A hit depends on at most this many characters before its start and behind it; longer texts are
   * read in windows that overlap by as much.
   */
  int REACH = 4096;

  InfoType infoType();

  /** Reports the hits in the passage in the order of their start, none overlapping another. */
  void detect(Passage passage, Consumer<Hit> found);
}
