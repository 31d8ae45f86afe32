package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;

/** Finds one type of sensitive data. Implementations are stateless and safe for many threads. */
interface Detector {

  /**
   * A hit depends on at most this many characters before its start and behind it; longer texts are
   * read in windows that overlap by as much.
   */
  int REACH = 4096;

  InfoType infoType();

  /** Adds what it sees in the passage, none of what is kept overlapping another. */
  void detect(Passage passage, Hits found);
}
