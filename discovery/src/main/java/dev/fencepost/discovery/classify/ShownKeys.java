package dev.fencepost.discovery.classify;

import dev.fencepost.discovery.content.ContentSink;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Passage;

/** Keys as they may be shown: one can itself be a value, as in a file from numbers to names. */
final class ShownKeys {

  private ShownKeys() {}

  /** The key, or what stands for it if detectors see anything in it, looked for or not. */
  static String shown(Detectors detectors, String key) {
    boolean sensitive =
        ContentSink.isLikeValue(key) || detectors.scan(Passage.of(key), hit -> {}) > 0;
    return sensitive ? ContentSink.CONCEALED : key;
  }
}
