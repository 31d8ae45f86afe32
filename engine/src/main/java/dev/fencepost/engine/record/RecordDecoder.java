package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.core.landing.Rejection;
import dev.fencepost.core.landing.Rejection.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes records of bytes. Thread-safe; never throws for what a producer sent. */
public final class RecordDecoder {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(RecordLimits.NESTING).build())
          .build();

  /**
   * Reads one record.
   *
   * @param value the record's bytes, null for a record without a value
   */
  public Incoming decode(long offset, byte @Nullable [] value) {
    Payload payload = new Payload(value == null ? new byte[0] : value);
    if (value == null) {
      return malformed(offset, Reason.MALFORMED_JSON, "the record has no value", payload);
    }
    if (value.length > RecordLimits.RECORD) {
      return malformed(
          offset,
          Reason.TOO_LARGE,
          value.length + " bytes, at most " + RecordLimits.RECORD + " are taken",
          payload);
    }
    try (JsonParser json = JSON.createParser(value)) {
      return read(json, offset, payload);
    } catch (Rejected e) {
      return new Incoming.Malformed(offset, e.rejection(), payload);
    } catch (IOException e) {
      // The parser's message may quote the record, so only the fact is kept.
      return malformed(offset, Reason.MALFORMED_JSON, "not a JSON object as published", payload);
    }
  }

  private static Incoming read(JsonParser json, long offset, Payload payload)
      throws IOException, Rejected {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Rejected(Reason.MALFORMED_JSON, "not a JSON object");
    }
    RecordDraft draft = new RecordDraft();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      draft.take(name, json);
    }
    if (json.nextToken() != null) {
      throw new Rejected(Reason.MALFORMED_JSON, "something follows the JSON object");
    }
    return draft.finish(offset, payload);
  }

  private static Incoming malformed(long offset, Reason reason, String detail, Payload payload) {
    return new Incoming.Malformed(offset, new Rejection(reason, detail), payload);
  }
}
