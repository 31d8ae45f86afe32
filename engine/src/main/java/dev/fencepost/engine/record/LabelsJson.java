package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels as the database keeps them: a JSON object of strings. */
public final class LabelsJson {

  private static final JsonFactory JSON = new JsonFactory();

  private LabelsJson() {}

  public static String write(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return "{}";
    }
    String plain = writePlain(labels);
    return plain == null ? writeEscaped(labels) : plain;
  }

  /** Null when a character needs an escape, which is rare. */
  private static @Nullable String writePlain(Map<String, String> labels) {
    StringBuilder text = new StringBuilder(128).append('{');
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (needsEscape(label.getKey()) || needsEscape(label.getValue())) {
        return null;
      }
      text.append(text.length() == 1 ? "\"" : ",\"")
          .append(label.getKey())
          .append("\":\"")
          .append(label.getValue())
          .append('"');
    }
    return text.append('}').toString();
  }

  private static boolean needsEscape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return true;
      }
    }
    return false;
  }

  private static String writeEscaped(Map<String, String> labels) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> label : labels.entrySet()) {
        json.writeStringField(label.getKey(), label.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static Map<String, String> read(String labels) {
    if (labels.equals("{}")) {
      return Map.of();
    }
    Map<String, String> read = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(labels)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String key = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          throw new IllegalArgumentException("labels are not an object of strings");
        }
        read.put(key, json.getText());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("labels are not a JSON object", e);
    }
    return read;
  }
}
