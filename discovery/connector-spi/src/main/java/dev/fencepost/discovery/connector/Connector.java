package dev.fencepost.discovery.connector;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Access to one data source. Safe for many threads. */
public interface Connector extends Closeable {

  /**
   * Lists the objects of a range in {@link KeyOrder}, without visiting what lies outside it.
   *
   * @throws SourceBusyException if the data source asks for patience
   * @throws IOException if the data source cannot be read at all
   */
  Listing list(KeyRange range) throws IOException;

  /**
   * Opens an object; empty if there is none with this key any more.
   *
   * @throws java.nio.file.FileSystemException if it exists but cannot be read; an {@link
   *     java.nio.file.AccessDeniedException} if it may not be
   * @throws SourceBusyException if the data source asks for patience
   * @throws IOException if the data source cannot be read at all
   */
  Optional<Opened> open(String key) throws IOException;
}
