package dev.fencepost.discovery.worker;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.ObjectFacts;
import dev.fencepost.discovery.connector.Opened;
import dev.fencepost.discovery.connector.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * Objects with numbers for keys. It remembers what it was asked to list, and the first listing of
 * everything stands still before one of them until it is released.
 */
final class NumberedSource implements ConnectorProvider {

  private final List<String> keys;
  private final String stall;
  private final ConcurrentLinkedQueue<KeyRange> listed = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stalled = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  NumberedSource(int objects, int stall) {
    this.keys = IntStream.range(0, objects).mapToObj(NumberedSource::key).toList();
    this.stall = key(stall);
  }

  static String key(int number) {
    return String.format(Locale.ROOT, "%05d", number);
  }

  List<String> keys() {
    return keys;
  }

  /** Where the listings without an end began, in the order in which they did. */
  List<String> openEnded() {
    return listed.stream().filter(range -> range.to() == null).map(KeyRange::from).toList();
  }

  boolean isStalled() {
    return stalled.getCount() == 0;
  }

  void release() {
    released.countDown();
  }

  @Override
  public String kind() {
    return "numbered";
  }

  @Override
  public String description() {
    return "Objects with numbers for keys.";
  }

  @Override
  public List<Property> properties() {
    return List.of();
  }

  @Override
  public Connector open(Map<String, String> properties, Credentials credentials) {
    return new Connector() {
      @Override
      public Listing list(KeyRange range) {
        boolean first = listed.isEmpty();
        listed.add(range);
        return listing(range, first);
      }

      @Override
      public Optional<Opened> open(String key) {
        return Optional.of(new Opened(new ByteArrayInputStream(new byte[0]), ObjectFacts.NONE));
      }

      @Override
      public void close() {}
    };
  }

  private Listing listing(KeyRange range, boolean stalls) {
    Iterator<String> left = keys.stream().filter(range::contains).iterator();
    return new Listing() {
      @Override
      public Optional<Listed> next() throws IOException {
        if (!left.hasNext()) {
          return Optional.empty();
        }
        String key = left.next();
        if (stalls && key.equals(stall)) {
          standStill();
        }
        return Optional.of(new StoredObject(key, ObjectFacts.NONE));
      }

      @Override
      public void close() {}
    };
  }

  private void standStill() throws IOException {
    stalled.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
