package dev.fencepost.discovery.connector;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * An object being read, as it is stored: decompressing and decoding come later. Its stream throws
 * {@link SourceAwayException} when the source as a whole fails, and any other {@link IOException}
 * when this object alone cannot be read.
 */
public record Opened(InputStream bytes, ObjectFacts facts) implements Closeable {

  /** What the findings in the object say about it: the facts' labels and {@code owner}. */
  public Map<String, String> labels() {
    String owner = facts.owner();
    if (owner == null) {
      return facts.labels();
    }
    Map<String, String> labels = new HashMap<>(facts.labels());
    labels.put("owner", owner);
    return Map.copyOf(labels);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
