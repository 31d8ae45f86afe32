package dev.fencepost.engine.fence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Offsets as the database keeps them: {@code {"<source_no>": {"<partition>": offset}}}. */
public final class OffsetsJson {

  private static final JsonFactory JSON = new JsonFactory();

  private OffsetsJson() {}

  public static String write(Offsets offsets) {
    SortedMap<Integer, SortedMap<Integer, Long>> bySource = new TreeMap<>();
    offsets
        .byPartition()
        .forEach(
            (at, offset) ->
                bySource
                    .computeIfAbsent(at.sourceNo(), source -> new TreeMap<>())
                    .put(at.partition(), offset));
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<Integer, SortedMap<Integer, Long>> source : bySource.entrySet()) {
        json.writeObjectFieldStart(source.getKey().toString());
        for (Map.Entry<Integer, Long> partition : source.getValue().entrySet()) {
          json.writeNumberField(partition.getKey().toString(), partition.getValue());
        }
        json.writeEndObject();
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
  public static Offsets read(String text) {
    SortedMap<SourcePartition, Long> offsets = new TreeMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        int sourceNo = Integer.parseInt(json.currentName());
        json.nextToken();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          int partition = Integer.parseInt(json.currentName());
          json.nextToken();
          offsets.put(new SourcePartition(sourceNo, partition), json.getLongValue());
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not offsets: " + text, e);
    }
    return new Offsets(offsets);
  }
}
