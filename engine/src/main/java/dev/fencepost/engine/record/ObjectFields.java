package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.Rejection.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads what a record says of an object; whatever it leaves out is not known. */
final class ObjectFields {

  private ObjectFields() {}

  static ObjectAttributes read(JsonParser json, Repeats repeats) throws IOException, Rejected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Rejected(Reason.WRONG_TYPE, "object is not an object");
    }
    Set<String> seen = new HashSet<>();
    long size = 0;
    String type = "";
    String owner = "";
    Instant modifiedAt = Instant.EPOCH;
    Map<String, String> labels = Map.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (!seen.add(name)) {
        throw RecordFields.namedTwice();
      }
      switch (name) {
        case "size" -> size = RecordFields.integer(json, "object.size", 0);
        case "type" ->
            type = RecordFields.text(json, repeats, "object.type", RecordLimits.ATTRIBUTE);
        case "owner" ->
            owner = RecordFields.text(json, repeats, "object.owner", RecordLimits.ATTRIBUTE);
        case "modified_at" -> modifiedAt = RecordFields.instant(json, "object.modified_at");
        case "labels" -> labels = RecordFields.labels(json, repeats);
        // The name itself comes from the producer and may hold anything, so it is not repeated.
        default -> throw new Rejected(Reason.UNKNOWN_FIELD, "a field that is not published");
      }
    }
    return new ObjectAttributes(size, type, owner, modifiedAt, labels);
  }
}
