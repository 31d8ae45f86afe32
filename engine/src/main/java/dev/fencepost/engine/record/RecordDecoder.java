package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.core.landing.Rejection.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes records of bytes. Thread-safe; never throws for what a producer sent. */
public final class RecordDecoder {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(RecordLimits.NESTING).build())
          .build();

  private final Repeats repeats = new Repeats();

  /** Reads one record beside which nothing stands. */
  public Incoming decode(long offset, byte @Nullable [] value) {
    return decode(offset, null, value);
  }

  /**
   * Reads one record.
   *
   * @param sender what stands beside it; asked only when the record cannot be read
   * @param value the record's bytes, null for a record without a value
   */
  public Incoming decode(long offset, @Nullable Sender sender, byte @Nullable [] value) {
    Payload payload = new Payload(value == null ? new byte[0] : value);
    try {
      return read(offset, value, payload);
    } catch (Rejected e) {
      return new Incoming.Malformed(offset, sender, e.rejection(), payload);
    }
  }

  private Incoming read(long offset, byte @Nullable [] value, Payload payload) throws Rejected {
    if (value == null) {
      throw new Rejected(Reason.MALFORMED_JSON, "the record has no value");
    }
    if (value.length > RecordLimits.RECORD) {
      throw new Rejected(
          Reason.TOO_LARGE, value.length + " bytes, at most " + RecordLimits.RECORD + " are taken");
    }
    try (JsonParser json = JSON.createParser(value)) {
      return read(json, offset, payload);
    } catch (IOException e) {
      // The parser's message may quote the record, so only the fact is kept.
      throw new Rejected(Reason.MALFORMED_JSON, "not a JSON object as published");
    }
  }

  private Incoming read(JsonParser json, long offset, Payload payload)
      throws IOException, Rejected {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Rejected(Reason.MALFORMED_JSON, "not a JSON object");
    }
    RecordDraft draft = new RecordDraft();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      draft.take(name, json, repeats);
    }
    if (json.nextToken() != null) {
      throw new Rejected(Reason.MALFORMED_JSON, "something follows the JSON object");
    }
    return draft.finish(offset, payload);
  }
}
