package dev.fencepost.policy.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Takes a file apart into YAML documents, and reads each as a policy. */
final class PolicyDocuments {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setCodePointLimit(PolicyFiles.MAX_BYTES)
          .setMaxAliasesForCollections(50)
          .setUseMarks(true)
          .build();

  private PolicyDocuments() {}

  static List<PolicyReader.Named> read(byte[] content, Report report) {
    if (content.length > PolicyFiles.MAX_BYTES) {
      report.add(1, 1, "the file is larger than " + PolicyFiles.MAX_BYTES + " bytes", "");
      return List.of();
    }
    Optional<String> text = decode(content);
    if (text.isEmpty()) {
      report.add(1, 1, "the file is not encoded in UTF-8", "");
      return List.of();
    }
    return read(text.get(), report);
  }

  private static Optional<String> decode(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static List<PolicyReader.Named> read(String text, Report report) {
    List<PolicyReader.Named> policies = new ArrayList<>();
    PolicyReader reader = new PolicyReader(report, new SourceText(text));
    boolean empty = true;
    try {
      for (Node document : new Compose(SETTINGS).composeAllFromString(text)) {
        // A separator with nothing after it makes an empty document, which harms nobody.
        if (!document.getTag().equals(Tag.NULL)) {
          empty = false;
          reader.read(document).ifPresent(policies::add);
        }
      }
      if (empty) {
        report.add(1, 1, "the file holds no policy", "");
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
    return policies;
  }
}
