package dev.fencepost.discovery.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listed.Unreadable;
import dev.fencepost.discovery.connector.Listing;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileListingTest {

  private static final String[] NAMES = {
    "a", "a-b", "a.txt", "a b", "a0", "a!", "a~", "A", "b", "é", "z\n", "\uFFFD", "\uE000", "𝄞",
    "?", "%41"
  };

  @TempDir Path root = Path.of("");

  private static List<Listed> list(Path root, KeyRange range) throws Exception {
    List<Listed> all = new ArrayList<>();
    try (FileConnector connector = FileConnector.open(root);
        Listing listing = connector.list(range)) {
      Optional<Listed> next = listing.next();
      while (next.isPresent()) {
        all.add(next.get());
        next = listing.next();
      }
    }
    return all;
  }

  private static List<String> keys(Path root, KeyRange range) throws Exception {
    return list(root, range).stream().map(Listed::key).toList();
  }

  private void write(String key) throws IOException {
    Path path = FileNames.resolve(root, key);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "x");
  }

  @Test
  void folders_sort_as_if_their_slash_were_part_of_the_name() throws Exception {
    for (String key : List.of("a/x", "a.txt", "a-b", "a0", "a/b/c", "a/b-")) {
      write(key);
    }
    assertThat(keys(root, KeyRange.ALL))
        .containsExactly("a-b", "a.txt", "a/b-", "a/b/c", "a/x", "a0");
  }

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void listing_is_in_byte_order_and_ranges_partition_it(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<String> written =
        new TreeSet<>(
            (one, other) ->
                Arrays.compareUnsigned(
                    one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < 120; i++) {
      StringBuilder key = new StringBuilder(name(random));
      for (int depth = random.nextInt(4); depth > 0; depth--) {
        key.append('/').append(name(random));
      }
      try {
        write(key.toString());
        written.add(key.toString());
      } catch (FileSystemException fileWhereFolderIs) {
        assertThat(fileWhereFolderIs).isNotNull();
      }
    }
    assertThat(keys(root, KeyRange.ALL)).containsExactlyElementsOf(written);

    List<String> joined = new ArrayList<>();
    String from = "";
    TreeSet<String> cuts = new TreeSet<>(KeyOrder.COMPARATOR);
    for (int i = 0; i < 6; i++) {
      cuts.add(name(random) + (random.nextBoolean() ? "/" + name(random) : ""));
    }
    cuts.addAll(written.stream().filter(key -> random.nextInt(20) == 0).toList());
    for (String cut : cuts) {
      joined.addAll(keys(root, new KeyRange(from, cut)));
      from = cut;
    }
    joined.addAll(keys(root, new KeyRange(from, null)));
    assertThat(joined).containsExactlyElementsOf(written);
  }

  private static String name(SplittableRandom random) {
    return NAMES[random.nextInt(NAMES.length)];
  }

  @Test
  void a_range_does_not_visit_other_folders() throws Exception {
    write("a/x");
    write("b/x");
    write("c/x");
    Path elsewhere = Files.createDirectory(root.resolve("d"));
    try (FileConnector connector = FileConnector.open(root);
        Listing listing = connector.list(new KeyRange("b/", "c/"))) {
      Files.delete(root.resolve("a/x"));
      Files.delete(root.resolve("a"));
      Files.delete(elsewhere);
      StoredObject only = (StoredObject) listing.next().orElseThrow();
      assertThat(only.key()).isEqualTo("b/x");
      assertThat(only.facts().bytes()).isEqualTo(1);
      assertThat(listing.next()).isEmpty();
    }
  }

  @Test
  void links_are_not_followed_and_special_files_are_no_objects() throws Exception {
    write("real/x");
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("real/link"), root.resolve("real/x"));
    Process made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
    assertThat(made.waitFor()).isZero();

    assertThat(keys(root, KeyRange.ALL)).containsExactly("real/x");
    try (FileConnector connector = FileConnector.open(root)) {
      assertThat(connector.open("loop/real/x")).isEmpty();
      assertThat(connector.open("real/link")).isEmpty();
      assertThat(connector.open("pipe")).isEmpty();
      assertThat(connector.open("real")).isEmpty();
      assertThat(connector.open("../" + root.getFileName() + "/real/x")).isEmpty();
      assertThat(connector.open("gone")).isEmpty();
    }
  }

  @Test
  void names_that_are_not_utf8_and_paths_too_long_are_reported_in_place() throws Exception {
    write("a");
    write("c");
    Path bad = Path.of(URI.create(root.toUri() + "b%ff"));
    Files.writeString(bad, "x");
    String part = "p".repeat(240);
    String deep = String.join("/", Collections.nCopies(9, part));
    write("z/" + deep);

    List<Listed> all = list(root, KeyRange.ALL);
    assertThat(all).hasSize(4);
    assertThat(all.get(1)).isInstanceOf(Unreadable.class);
    assertThat(all.get(3)).isInstanceOf(Unreadable.class);
    assertThat(all.get(3).key()).startsWith("z/ppp").hasSizeLessThan(250);
  }
}
