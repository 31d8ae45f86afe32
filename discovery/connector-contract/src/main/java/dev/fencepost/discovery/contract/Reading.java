package dev.fencepost.discovery.contract;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.Opened;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a connector to the end. */
final class Reading {

  private Reading() {}

  static List<Listed> list(Connector connector, KeyRange range) throws IOException {
    List<Listed> all = new ArrayList<>();
    try (Listing listing = connector.list(range)) {
      for (Optional<Listed> next = listing.next(); next.isPresent(); next = listing.next()) {
        all.add(next.get());
      }
    }
    return all;
  }

  static List<String> keys(Connector connector, KeyRange range) throws IOException {
    return list(connector, range).stream().map(Listed::key).toList();
  }

  /** The content of an object; empty if it is gone. */
  static Optional<byte[]> content(Connector connector, String key) throws IOException {
    Optional<Opened> found = connector.open(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Opened opened = found.get()) {
      return Optional.of(opened.bytes().readAllBytes());
    }
  }
}
