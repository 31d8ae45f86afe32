package dev.fencepost.discovery.contract;

import dev.fencepost.discovery.connector.ConnectorProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real data source of a test's own. */
public interface SourceUnderTest {

  ConnectorProvider provider();

  /** What a data source's configuration says, with references for secrets. */
  Map<String, String> properties();

  /** The secrets by their references. */
  default Map<String, String> secrets() {
    return Map.of();
  }

  /**
   * Makes some dozens of objects, with names as odd as the source allows. Called once, first.
   *
   * @return their keys, in any order
   */
  List<String> fill() throws Exception;

  /** Makes an object vanish. */
  void remove(String key) throws Exception;

  /**
   * Makes an object unreadable that exists and stays listed.
   *
   * @return false if the source knows nothing of the kind
   */
  default boolean deny(String key) throws Exception {
    return false;
  }

  /** Properties of a source that is not there; empty if that cannot be said. */
  default Optional<Map<String, String>> unreachable() {
    return Optional.empty();
  }

  /** Removes all of it, when the test is over. */
  default void close() throws Exception {}
}
