package dev.fencepost.policy.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads files and takes them apart into YAML documents. */
public final class YamlFiles {

  /** Bytes of one file. */
  public static final int MAX_BYTES = 1 << 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setCodePointLimit(MAX_BYTES)
          .setMaxAliasesForCollections(50)
          .setUseMarks(true)
          .build();

  private YamlFiles() {}

  /**
   * The bytes of files, by their names as the user gave them.
   *
   * @param unreadable one for each file that could not be read
   */
  public record Contents(Map<String, byte[]> byName, List<Problem> unreadable) {}

  /**
   * Reads files, and the files {@code *.yaml} and {@code *.yml} that lie directly in folders, in
   * the order of their names. What cannot be read is a problem, not an exception.
   */
  public static Contents read(List<Path> paths) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    List<Problem> unreadable = new ArrayList<>();
    for (Path path : paths) {
      try {
        for (Path file : filesIn(path)) {
          contents.put(file.toString(), bytes(file));
        }
      } catch (IOException e) {
        unreadable.add(new Problem(path.toString(), 1, 1, "cannot be read", reason(e)));
      }
    }
    return new Contents(contents, unreadable);
  }

  private static List<Path> filesIn(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(YamlFiles::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    String name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Reads one byte more than is allowed, so that a file that is too long is seen to be. */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replaceAll("Exception$", "");
    return kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** The text of a file; empty when it is too long or no text, which is reported. */
  public static Optional<String> text(byte[] content, Report report) {
    if (content.length > MAX_BYTES) {
      report.add(1, 1, "the file is larger than " + MAX_BYTES + " bytes", "");
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      report.add(1, 1, "the file is not encoded in UTF-8", "");
      return Optional.empty();
    }
  }

  /**
   * Hands over the documents of a text in their order, and reports where it is no YAML.
   *
   * @param what a document holds, for the message that there is none
   */
  public static void documents(String text, String what, Report report, Consumer<Node> reader) {
    boolean empty = true;
    try {
      for (Node document : new Compose(SETTINGS).composeAllFromString(text)) {
        // A separator with nothing after it makes an empty document, which harms nobody.
        if (!document.getTag().equals(Tag.NULL)) {
          empty = false;
          reader.accept(document);
        }
      }
      if (empty) {
        report.add(1, 1, "the file holds no " + what, "");
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      report.add(
          mark.map(Mark::getLine).orElse(0) + 1,
          mark.map(Mark::getColumn).orElse(0) + 1,
          "not valid YAML: " + e.getProblem(),
          "");
    } catch (YamlEngineException e) {
      report.add(1, 1, "not valid YAML: " + e.getMessage(), "");
    } catch (StackOverflowError e) {
      // The parser does not bound how deeply lists and mappings are nested.
      report.add(1, 1, "the file is nested too deeply", "");
    }
  }
}
