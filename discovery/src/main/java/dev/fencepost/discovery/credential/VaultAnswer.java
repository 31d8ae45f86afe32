package dev.fencepost.discovery.credential;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.util.Optional;

/** What Vault answers: {@code {"data": {"data": {KEY: SECRET}, "metadata": …}, …}}. */
final class VaultAnswer {

  private static final JsonFactory JSON = new JsonFactory();

  private VaultAnswer() {}

  static Optional<String> secret(byte[] answer, String key) throws IOException {
    try (JsonParser parser = JSON.createParser(answer)) {
      boolean there =
          parser.nextToken() == JsonToken.START_OBJECT
              && enter(parser, "data")
              && parser.currentToken() == JsonToken.START_OBJECT
              && enter(parser, "data")
              && parser.currentToken() == JsonToken.START_OBJECT
              && enter(parser, key)
              && parser.currentToken().isScalarValue()
              && parser.currentToken() != JsonToken.VALUE_NULL;
      return there ? Optional.of(parser.getText()) : Optional.empty();
    } catch (JsonProcessingException e) {
      // Its message may quote the answer, so it is not passed on.
      throw new SourceAwayException("Vault's answer is not JSON");
    }
  }

  /** Goes to the value of a field of the object that the parser is in. */
  private static boolean enter(JsonParser parser, String field) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(field);
      parser.nextToken();
      if (found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
