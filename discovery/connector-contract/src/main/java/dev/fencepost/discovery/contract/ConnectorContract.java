package dev.fencepost.discovery.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.Opened;
import dev.fencepost.discovery.connector.Property;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the worker relies on. A subclass hands over its source:
 *
 * <pre>{@code
 * class PigeonContractTest extends ConnectorContract {
 *   PigeonContractTest() {
 *     super(PigeonLoft::new);
 *   }
 * }
 * }</pre>
 */
public abstract class ConnectorContract {

  private static final String WRONG = "a-wrong-secret-8c1f";

  /** Makes the source of one test. */
  @FunctionalInterface
  public interface Start {
    SourceUnderTest start() throws Exception;
  }

  private final Start start;
  private @Nullable SourceUnderTest startedSource;
  private @Nullable Connector openedConnector;
  private List<String> filled = List.of();

  protected ConnectorContract(Start start) {
    this.start = start;
  }

  @BeforeEach
  void fill_a_source() throws Exception {
    startedSource = start.start();
    SourceUnderTest source = source();
    filled = source.fill().stream().sorted(KeyOrder.COMPARATOR).toList();
    assertThat(filled).as("objects to test with").hasSizeGreaterThanOrEqualTo(12);
    openedConnector = open(source.properties(), this::secret);
  }

  @AfterEach
  void close_the_source() throws Exception {
    if (openedConnector != null) {
      // Twice, as a caller that gives up may.
      openedConnector.close();
      openedConnector.close();
    }
    if (startedSource != null) {
      startedSource.close();
    }
  }

  private SourceUnderTest source() {
    return Objects.requireNonNull(startedSource);
  }

  private Connector connector() {
    return Objects.requireNonNull(openedConnector);
  }

  private Connector open(Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException {
    return factory().create(source().provider().kind(), properties, credentials);
  }

  private ConnectorFactory factory() throws ConnectorException {
    return ConnectorFactory.of(List.of(source().provider()));
  }

  private String secret(String reference) throws ConnectorException {
    String secret = source().secrets().get(reference);
    if (secret == null) {
      throw new ConnectorException("the test has no secret " + reference);
    }
    return secret;
  }

  @Test
  void keys_are_listed_in_the_order_of_their_bytes_and_the_same_each_time() throws Exception {
    assertThat(Reading.keys(connector(), KeyRange.ALL)).containsExactlyElementsOf(filled);
    assertThat(Reading.keys(connector(), KeyRange.ALL)).containsExactlyElementsOf(filled);
  }

  @Test
  void half_open_ranges_cover_every_key_exactly_once() throws Exception {
    for (long seed = 1; seed <= 3; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> joined = new ArrayList<>();
      String from = "";
      for (String cut : Cuts.of(filled, random)) {
        joined.addAll(Reading.keys(connector(), new KeyRange(from, cut)));
        from = cut;
      }
      joined.addAll(Reading.keys(connector(), new KeyRange(from, null)));
      assertThat(joined).as("seed %d", seed).containsExactlyElementsOf(filled);
    }
  }

  @Test
  void a_listing_begins_at_any_key_or_right_behind_it() throws Exception {
    for (int i = 0; i < filled.size(); i += 3) {
      String key = filled.get(i);
      assertThat(Reading.keys(connector(), new KeyRange(key, null)))
          .as("from %s", key)
          .containsExactlyElementsOf(filled.subList(i, filled.size()));
      assertThat(Reading.keys(connector(), new KeyRange(key + "\u0001", null)))
          .as("behind %s", key)
          .containsExactlyElementsOf(
              filled.stream().filter(k -> KeyOrder.compare(k, key + "\u0001") >= 0).toList());
      assertThat(Reading.keys(connector(), new KeyRange(key, key + "\u0001"))).containsExactly(key);
    }
  }

  @Test
  void every_object_opens_and_has_the_same_content_again() throws Exception {
    for (Listed listed : Reading.list(connector(), KeyRange.ALL)) {
      assertThat(listed).isInstanceOf(StoredObject.class);
      byte[] content = Reading.content(connector(), listed.key()).orElseThrow();
      assertThat(Reading.content(connector(), listed.key()).orElseThrow()).isEqualTo(content);
    }
  }

  @Test
  void facts_of_an_object_agree_between_listing_and_opening() throws Exception {
    for (Listed listed : Reading.list(connector(), KeyRange.ALL)) {
      StoredObject object = (StoredObject) listed;
      try (Opened opened = connector().open(object.key()).orElseThrow()) {
        if (object.facts().owner() != null && opened.facts().owner() != null) {
          assertThat(opened.facts().owner()).isEqualTo(object.facts().owner());
        }
        if (object.facts().modifiedAt() != null && opened.facts().modifiedAt() != null) {
          assertThat(opened.facts().modifiedAt()).isEqualTo(object.facts().modifiedAt());
        }
      }
    }
  }

  @Test
  void an_object_that_is_gone_is_no_failure() throws Exception {
    String gone = filled.get(filled.size() / 2);
    try (Listing listing = connector().list(KeyRange.ALL)) {
      assertThat(listing.next()).isPresent();
      source().remove(gone);
      assertThat(connector().open(gone)).isEmpty();
      List<String> left = new ArrayList<>();
      for (var next = listing.next(); next.isPresent(); next = listing.next()) {
        left.add(next.get().key());
      }
      // Whether the one that is gone is still listed is the source's affair.
      left.remove(gone);
      List<String> expected = new ArrayList<>(filled.subList(1, filled.size()));
      expected.remove(gone);
      assertThat(left).containsExactlyElementsOf(expected);
    }
    assertThat(Reading.keys(connector(), KeyRange.ALL)).doesNotContain(gone);
  }

  @Test
  void keys_that_were_never_listed_open_nothing() throws Exception {
    List<String> keys =
        new ArrayList<>(List.of("", "/", "none", "../x", "a\nb", "%", "#1", "x/y#z"));
    keys.removeAll(filled);
    for (String key : keys) {
      assertThat(connector().open(key)).as("\"%s\"", key).isEmpty();
    }
  }

  @Test
  void one_object_that_may_not_be_read_leaves_the_others() throws Exception {
    String denied = filled.get(filled.size() / 3);
    assumeTrue(source().deny(denied), "this source cannot deny one object here");
    assertThatThrownBy(() -> Reading.content(connector(), denied))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(SourceAwayException.class);
    List<String> others = new ArrayList<>(Reading.keys(connector(), KeyRange.ALL));
    others.remove(denied);
    assertThat(others).containsAll(filled.stream().filter(key -> !key.equals(denied)).toList());
    assertThat(Reading.content(connector(), filled.get(0))).isPresent();
  }

  @Test
  void what_was_begun_may_be_given_up() throws Exception {
    for (int i = 0; i < 20; i++) {
      Listing listing = connector().list(KeyRange.ALL);
      assertThat(listing.next()).isPresent();
      listing.close();
      listing.close();
      Opened opened = connector().open(filled.get(0)).orElseThrow();
      opened.close();
      opened.close();
    }
  }

  @Test
  void many_threads_may_use_it() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> listings = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        listings.add(
            threads.submit(
                () -> {
                  Reading.content(connector(), filled.get(1));
                  return Reading.keys(connector(), KeyRange.ALL);
                }));
      }
      for (Future<List<String>> listing : listings) {
        assertThat(listing.get(60, TimeUnit.SECONDS)).containsExactlyElementsOf(filled);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_source_that_is_not_there_is_not_an_empty_one() throws Exception {
    Map<String, String> elsewhere = source().unreachable().orElse(Map.of());
    assumeTrue(!elsewhere.isEmpty(), "nothing of this kind can be unreachable");
    assertThatThrownBy(
            () -> {
              try (Connector none = open(elsewhere, this::secret)) {
                Reading.keys(none, KeyRange.ALL);
              }
            })
        .isInstanceOfAny(IOException.class, ConnectorException.class);
  }

  @Test
  void secrets_are_shown_nowhere() throws Exception {
    source()
        .secrets()
        .values()
        .forEach(
            secret -> {
              assertThat(connector().toString()).doesNotContain(secret);
              assertThat(source().provider().toString()).doesNotContain(secret);
            });
    assumeTrue(!source().secrets().isEmpty(), "this source needs no secret here");
    // A source that takes any secret fails at nothing, and shows nothing either.
    Throwable failure =
        catchThrowable(
            () -> {
              try (Connector refused = open(source().properties(), reference -> WRONG)) {
                assertThat(refused.toString()).doesNotContain(WRONG);
                Reading.keys(refused, KeyRange.ALL);
              }
            });
    assertThat(failure == null ? "" : trace(failure)).doesNotContain(WRONG);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void configurations_are_checked_before_anything_is_opened() throws Exception {
    String kind = source().provider().kind();
    assertThat(kind).matches("[a-z][a-z0-9-]*");
    factory().check(kind, source().properties());
    Map<String, String> more = new HashMap<>(source().properties());
    more.put("no_such_property", "x");
    assertThatThrownBy(() -> factory().check(kind, more))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("no_such_property");
    for (Property property : source().provider().properties()) {
      Map<String, String> changed = new HashMap<>(source().properties());
      if (property.required()) {
        changed.remove(property.name());
      } else if (property.secret()) {
        changed.put(property.name(), WRONG);
      } else {
        continue;
      }
      assertThatThrownBy(() -> factory().check(kind, changed))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining(property.name())
          .hasMessageNotContaining(WRONG);
    }
  }

  /** Where ranges are cut: at keys, in them, behind them, and anywhere. */
  private static final class Cuts {

    static SortedSet<String> of(List<String> keys, SplittableRandom random) {
      TreeSet<String> cuts = new TreeSet<>(KeyOrder.COMPARATOR);
      for (int i = 0; i < 8; i++) {
        String key = keys.get(random.nextInt(keys.size()));
        int middle = key.offsetByCodePoints(0, random.nextInt(key.codePointCount(0, key.length())));
        cuts.add(
            switch (i % 4) {
              case 0 -> key;
              case 1 -> key.substring(0, middle) + "~";
              case 2 -> key + "/";
              default -> key.substring(0, middle) + Character.toString(0x20 + random.nextInt(80));
            });
      }
      return cuts;
    }
  }
}
