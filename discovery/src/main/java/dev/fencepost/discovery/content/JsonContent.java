package dev.fencepost.discovery.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * JSON, one document or many: a field is the path of names, as in {@code customers[].address.city}.
 */
final class JsonContent {

  private static final int LONGEST_PATH = 256;

  /** A document with longer strings is read as plain text, in windows. */
  private static final int LONGEST_STRING = 2 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build())
          .build();

  private final ContentSink sink;
  private final FieldNames names;
  private final Deque<String> parents = new ArrayDeque<>();
  private String path = "";

  JsonContent(ContentSink sink) {
    this.sink = sink;
    this.names = new FieldNames(sink);
  }

  void read(Reader text) throws IOException, MalformedContentException {
    // The reader belongs to the caller, so the parser on top of it is not closed either.
    @SuppressWarnings("resource")
    JsonParser parser = JSON.createParser(text);
    try {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        take(token, parser);
      }
    } catch (JsonProcessingException notJson) {
      throw new MalformedContentException("JSON");
    }
  }

  private void take(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case START_OBJECT -> parents.push(path);
      case START_ARRAY -> {
        parents.push(path);
        path = path + "[]";
      }
      case END_OBJECT, END_ARRAY -> path = parents.pop();
      case FIELD_NAME -> path = below(parents.element(), parser.currentName());
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> sink.value(path, parser.getText());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {}
    }
  }

  private String below(String parent, String name) {
    if (parent.length() > LONGEST_PATH) {
      names.shown(parent, name);
      return parent;
    }
    String shown = names.shown(parent, name);
    return parent.isEmpty() ? shown : parent + "." + shown;
  }
}
