package dev.fencepost.discovery.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.discovery.classify.ObjectScanner;
import dev.fencepost.discovery.classify.ScannedSource;
import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.file.FileConnector;
import dev.fencepost.discovery.detect.Detectors;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTreeTest {

  @TempDir Path root = Path.of("");

  /** Scans everything; also checks that what is stored stays in the size that was promised. */
  private NavigableMap<String, Map<InfoType, Long>> scanned() throws Exception {
    NavigableMap<String, Map<InfoType, Long>> found = new TreeMap<>(KeyOrder.COMPARATOR);
    try (FileConnector connector = FileConnector.open(root);
        Listing listing = connector.list(KeyRange.ALL)) {
      ObjectScanner scanner =
          new ObjectScanner(
              new ScannedSource("sample", "default"),
              connector,
              Detectors.standard(),
              Fingerprints.keyedBy(null),
              InstantSource.fixed(Instant.EPOCH),
              ObjectScanner.DEFAULT_MOST_BYTES);
      Optional<Listed> next = listing.next();
      while (next.isPresent()) {
        assertThat(next.get()).isInstanceOf(StoredObject.class);
        Map<InfoType, Long> counts = new EnumMap<>(InfoType.class);
        scanner
            .scan(next.get().key())
            .findings()
            .forEach(f -> counts.merge(InfoType.valueOf(f.infoType()), f.matchCount(), Long::sum));
        found.put(next.get().key(), counts);
        next = listing.next();
      }
    }
    return found;
  }

  private static List<String> differences(
      NavigableMap<String, Map<InfoType, Long>> found, SampleTruth truth) {
    Set<String> keys = new TreeSet<>(found.keySet());
    keys.addAll(truth.matches().keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(found.get(key), truth.matches().get(key)))
        .map(key -> key + ": " + truth.matches().get(key) + " found as " + found.get(key))
        .toList();
  }

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 42})
  void exactly_what_was_planted_is_found_before_and_after_the_change(long seed) throws Exception {
    SampleTruth truth = SampleTree.write(root, seed);
    assertThat(differences(scanned(), truth)).isEmpty();

    SampleChange change = SampleTree.change(root, seed);
    NavigableMap<String, Map<InfoType, Long>> after = scanned();
    assertThat(differences(after, change.after())).isEmpty();
    assertThat(change.cleaned()).isNotEmpty().allMatch(key -> Map.of().equals(after.get(key)));
    assertThat(change.deleted()).isNotEmpty().noneMatch(after::containsKey);
    assertThat(change.added()).isNotEmpty().noneMatch(truth.matches()::containsKey);
    assertThat(change.extended()).isNotEmpty();
  }

  @Test
  void every_type_is_planted_and_some_files_hold_only_look_alikes() throws Exception {
    SampleTruth truth = SampleTree.write(root, 7);

    Set<InfoType> planted = EnumSet.noneOf(InfoType.class);
    truth.matches().values().forEach(types -> planted.addAll(types.keySet()));
    assertThat(planted).containsExactlyInAnyOrder(InfoType.values());
    assertThat(truth.matches().values()).filteredOn(Map::isEmpty).hasSizeGreaterThan(40);
    assertThat(SampleTree.write(root, 7)).isEqualTo(truth);
    assertThat(SampleTree.change(root, 7)).isEqualTo(SampleTree.change(root, 7));
  }
}
