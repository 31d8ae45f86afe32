package dev.fencepost.discovery.connector;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A listing under way, in key order. Use it from one thread. */
public interface Listing extends Closeable {

  /**
   * The next entry, or empty at the end.
   *
   * @throws IOException if the data source as a whole can no longer be read
   */
  Optional<Listed> next() throws IOException;
}
