package dev.fencepost.discovery.connector.dropin;

import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.contract.SourceUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The example of the documents, loaded from a jar. */
final class DroppedInNotes implements SourceUnderTest {

  private final Path folder = Files.createTempDirectory("fencepost-dropin");
  private final Path jar = folder.resolve("notes.jar");
  private final Path notes = folder.resolve("notes.txt");
  private final ConnectorProvider provider;

  DroppedInNotes() throws Exception {
    NotesJar.write(jar);
    provider = ConnectorFactory.withDropIns(folder).provider("notes");
  }

  @Override
  public ConnectorProvider provider() {
    return provider;
  }

  @Override
  public Map<String, String> properties() {
    return Map.of("path", notes.toString());
  }

  @Override
  public List<String> fill() throws IOException {
    List<String> keys = IntStream.range(0, 20).mapToObj(i -> "note " + i).toList();
    Files.write(notes, keys.stream().map(key -> key + "\ttext of " + key).toList());
    return keys;
  }

  @Override
  public void remove(String key) throws IOException {
    List<String> left =
        Files.readAllLines(notes).stream().filter(line -> !line.startsWith(key + "\t")).toList();
    Files.write(notes, left);
  }

  @Override
  public Optional<Map<String, String>> unreachable() {
    return Optional.of(Map.of("path", folder.resolve("gone").toString()));
  }

  @Override
  public void close() throws IOException {
    Files.delete(jar);
    Files.delete(notes);
    Files.delete(folder);
  }
}
