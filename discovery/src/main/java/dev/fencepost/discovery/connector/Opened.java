package dev.fencepost.discovery.connector;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An object being read, as it is stored: decompressing and decoding come later.
 *
 * @param labels what the source says about the object, for example {@code owner}
 */
public record Opened(InputStream bytes, Map<String, String> labels) implements Closeable {

  public Opened {
    labels = Map.copyOf(labels);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
