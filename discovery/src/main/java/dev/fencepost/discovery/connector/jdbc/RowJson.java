package dev.fencepost.discovery.connector.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fencepost.discovery.connector.jdbc.Column.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows as lines of JSON, each an object with a field for each column that is not null. A value that
 * is itself JSON stays JSON, so that its own fields keep their names.
 */
final class RowJson {

  private static final int DEEPEST = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final List<Column> columns;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  RowJson(List<Column> columns) {
    this.columns = columns;
  }

  /** Writes the row that the result stands at. */
  void add(ResultSet row) throws SQLException, IOException {
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (int i = 0; i < columns.size(); i++) {
        String text = text(row, i + 1, columns.get(i).content());
        if (text != null && !text.isEmpty()) {
          json.writeFieldName(columns.get(i).name());
          write(json, text);
        }
      }
      json.writeEndObject();
    }
    bytes.write('\n');
  }

  int size() {
    return bytes.size();
  }

  /** What was written since the last time. */
  byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  private static @Nullable String text(ResultSet row, int column, Content content)
      throws SQLException {
    return switch (content) {
      case TEXT -> row.getString(column);
      case BYTES -> decoded(row.getBytes(column));
      case ANY -> {
        Object value = row.getObject(column);
        yield value instanceof byte[] binary ? decoded(binary) : row.getString(column);
      }
    };
  }

  /** Null unless the bytes are text; a letter that was cut at the end is left out. */
  private static @Nullable String decoded(byte @Nullable [] binary) {
    if (binary == null) {
      return null;
    }
    CharBuffer text = CharBuffer.allocate(binary.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(binary), text, false);
    text.flip();
    boolean isText = result.isUnderflow() && text.chars().noneMatch(c -> c == 0);
    return isText ? text.toString() : null;
  }

  private static void write(JsonGenerator json, String text) throws IOException {
    char first = text.charAt(0);
    if ((first == '{' || first == '[') && isJson(text).isPresent()) {
      try (JsonParser parser = JSON.createParser(text)) {
        parser.nextToken();
        json.copyCurrentStructure(parser);
      }
    } else {
      json.writeString(text);
    }
  }

  /** The text itself if it is one document. */
  private static Optional<String> isJson(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null ? Optional.of(text) : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
