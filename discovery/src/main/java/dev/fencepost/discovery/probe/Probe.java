package dev.fencepost.discovery.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listed;
import dev.fencepost.discovery.connector.Listed.StoredObject;
import dev.fencepost.discovery.connector.Listed.Unreadable;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.ObjectFacts;
import dev.fencepost.discovery.connector.Opened;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a data source, lists its first objects and reads the beginning of each. The answer is JSON:
 * {@code {"objects": [{"key": …, "bytes": …, "problem": …}], "more": true}}, or {@code {"failure":
 * …}}.
 */
final class Probe {

  private final ConnectorFactory connectors;
  private final Credentials credentials;

  Probe(ConnectorFactory connectors, Credentials credentials) {
    this.connectors = connectors;
    this.credentials = credentials;
  }

  String look(String kind, Map<String, String> properties, int most) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("objects");
      boolean more = false;
      String failure = null;
      try (Connector connector = connectors.create(kind, properties, credentials);
          Listing listing = connector.list(KeyRange.ALL)) {
        Optional<Listed> next = listing.next();
        for (int i = 0; i < most && next.isPresent(); i++, next = listing.next()) {
          write(json, connector, next.get());
        }
        more = next.isPresent();
      } catch (ConnectorException | IOException e) {
        failure = e.getMessage();
      }
      json.writeEndArray();
      json.writeBooleanField("more", more);
      if (failure != null) {
        json.writeStringField("failure", failure);
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Connector connector, Listed listed)
      throws IOException {
    ObjectFacts facts = ObjectFacts.NONE;
    String problem = null;
    if (listed instanceof StoredObject object) {
      facts = object.facts();
      problem = problem(connector, object.key());
    } else if (listed instanceof Unreadable unreadable) {
      problem = unreadable.reason();
    }
    json.writeStartObject();
    json.writeStringField("key", listed.key());
    if (facts.bytes() != null) {
      json.writeNumberField("bytes", facts.bytes());
    }
    text(json, "content_type", facts.contentType());
    text(json, "owner", facts.owner());
    text(json, "modified_at", facts.modifiedAt());
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : facts.labels().entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    text(json, "problem", problem);
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value.toString());
    }
  }

  /** Null if the object can be read. */
  private static @Nullable String problem(Connector connector, String key) throws IOException {
    try {
      Optional<Opened> found = connector.open(key);
      if (found.isEmpty()) {
        return "It is gone.";
      }
      try (Opened opened = found.get()) {
        // Only whether it can be read is of interest.
        opened.bytes().read();
        return null;
      }
    } catch (AccessDeniedException denied) {
      return "Permission denied.";
    } catch (FileSystemException failure) {
      return "It cannot be opened.";
    }
  }
}
