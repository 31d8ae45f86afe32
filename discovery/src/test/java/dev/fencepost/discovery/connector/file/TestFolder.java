package dev.fencepost.discovery.connector.file;

import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.contract.SourceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of files with odd names. */
final class TestFolder implements SourceUnderTest {

  private static final List<String> KEYS =
      List.of(
          "a", "a-b", "a.txt", "a b", "a0", "b/x", "b/x y", "b/z/1", "b.txt", "b-/c", "é", "z~",
          "\uFFFD", "\uE000", "𝄞", "%41", "#1", "?");

  private final Path root;

  TestFolder() throws IOException {
    root = Files.createTempDirectory("fencepost-contract");
  }

  @Override
  public ConnectorProvider provider() {
    return new FileProvider();
  }

  @Override
  public Map<String, String> properties() {
    return Map.of("root", root.toString());
  }

  @Override
  public List<String> fill() throws IOException {
    for (String key : KEYS) {
      Path path = FileNames.resolve(root, key);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "content of " + key);
    }
    return KEYS;
  }

  @Override
  public void remove(String key) throws IOException {
    Files.delete(FileNames.resolve(root, key));
  }

  /** Denying means nothing to the superuser, who may read everything. */
  @Override
  public boolean deny(String key) throws IOException {
    Path path = FileNames.resolve(root, key);
    Files.setPosixFilePermissions(path, Set.of());
    return !Files.isReadable(path);
  }

  @Override
  public Optional<Map<String, String>> unreachable() {
    return Optional.of(Map.of("root", root.resolve("no such folder").toString()));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      all.sorted(Comparator.reverseOrder()).forEach(TestFolder::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
