package dev.fencepost.bench.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fencepost.bench.detect.LabelledText.Span;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.core.detection.InfoType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads labelled texts in the format of Presidio's synthetic data: an array of objects with {@code
 * full_text} and {@code spans}, whose positions count code points. Labels of types that no detector
 * has are left out.
 */
final class Dataset {

  /** The data set's names for what we detect; an address of a site is labelled a domain there. */
  private static final Map<String, InfoType> TYPES =
      Map.of(
          "EMAIL_ADDRESS", InfoType.EMAIL_ADDRESS,
          "CREDIT_CARD", InfoType.CREDIT_CARD,
          "IBAN_CODE", InfoType.IBAN,
          "IP_ADDRESS", InfoType.IP_ADDRESS,
          "DOMAIN_NAME", InfoType.URL,
          "URL", InfoType.URL,
          "US_SSN", InfoType.US_SSN,
          "PHONE_NUMBER", InfoType.PHONE_NUMBER);

  private Dataset() {}

  static List<LabelledText> read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw CommandFailure.notFound(file + " does not exist or may not be read");
    }
    List<LabelledText> texts = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(file.toFile())) {
      texts.add(labelled(file, entry));
    }
    if (texts.isEmpty()) {
      throw CommandFailure.usage(file + " holds no array of labelled texts");
    }
    return texts;
  }

  private static LabelledText labelled(Path file, JsonNode entry) {
    String text = entry.path("full_text").asText("");
    List<Span> spans = new ArrayList<>();
    for (JsonNode span : entry.path("spans")) {
      InfoType type = TYPES.get(span.path("entity_type").asText(""));
      if (type != null) {
        spans.add(span(file, text, type, span));
      }
    }
    return new LabelledText(text, spans);
  }

  private static Span span(Path file, String text, InfoType type, JsonNode span) {
    int from = span.path("start_position").asInt(-1);
    int to = span.path("end_position").asInt(-1);
    if (from < 0 || to <= from || to > text.codePointCount(0, text.length())) {
      throw CommandFailure.usage(file + " has a span from " + from + " to " + to + " of no text");
    }
    return new Span(type, text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
  }
}
