package dev.fencepost.engine.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a scan looks for, as templates, jobs and work packets keep it: {@code {"types":
 * {"EMAIL_ADDRESS": {"min_confidence": 0.6, "allow": ["…"]}}, "phone_regions": ["US"]}}.
 */
public final class DetectionJson {

  private static final JsonFactory JSON = new JsonFactory();

  private DetectionJson() {}

  /** The types in their order, so that equal settings are equal texts. */
  public static String write(DetectionSettings settings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("types");
      for (Map.Entry<InfoType, TypeRule> type : new TreeMap<>(settings.types()).entrySet()) {
        json.writeObjectFieldStart(type.getKey().name());
        json.writeNumberField("min_confidence", type.getValue().minConfidence());
        writeTexts(json, "allow", type.getValue().allow());
        json.writeEndObject();
      }
      json.writeEndObject();
      writeTexts(json, "phone_regions", settings.phoneRegions());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void writeTexts(JsonGenerator json, String key, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /**
   * Reads what {@link #write} wrote; what is left out is the detectors' own choice.
   *
   * @throws IllegalArgumentException when it is something else, or names a type that is unknown
   */
  public static DetectionSettings read(String text) {
    Map<InfoType, TypeRule> types = Map.of();
    List<String> phoneRegions = List.of();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        switch (json.currentName()) {
          case "types" -> types = types(json);
          case "phone_regions" -> phoneRegions = texts(json);
          default -> throw new IllegalArgumentException("unknown key " + json.currentName());
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not what a scan looks for: " + text, e);
    }
    return new DetectionSettings(types, phoneRegions);
  }

  private static Map<InfoType, TypeRule> types(JsonParser json) throws IOException {
    Map<InfoType, TypeRule> types = new EnumMap<>(InfoType.class);
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      InfoType type = InfoType.valueOf(json.currentName());
      types.put(type, rule(json));
    }
    return types;
  }

  private static TypeRule rule(JsonParser json) throws IOException {
    double minConfidence = TypeRule.EVERYTHING.minConfidence();
    List<String> allow = List.of();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "min_confidence" -> {
          json.nextToken();
          minConfidence = json.getDoubleValue();
        }
        case "allow" -> allow = texts(json);
        default -> throw new IllegalArgumentException("unknown key " + json.currentName());
      }
    }
    return new TypeRule(minConfidence, allow);
  }

  private static List<String> texts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    json.nextToken();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(json.getText());
    }
    return texts;
  }
}
