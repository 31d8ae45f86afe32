package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fencepost.core.landing.Rejection.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads single values from the parser's position, each with its type and limits. */
final class RecordFields {

  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  private RecordFields() {}

  static String text(JsonParser json, String name, int mostBytes) throws IOException, Rejected {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new Rejected(Reason.WRONG_TYPE, name + " is not a string");
    }
    return storable(json.getText(), name, mostBytes);
  }

  /** A text of which there are few different ones. */
  static String text(JsonParser json, Repeats repeats, String name, int mostBytes)
      throws IOException, Rejected {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new Rejected(Reason.WRONG_TYPE, name + " is not a string");
    }
    return storable(repeats.text(json), name, mostBytes);
  }

  static String filledText(JsonParser json, String name, int mostBytes)
      throws IOException, Rejected {
    return filled(text(json, name, mostBytes), name);
  }

  /** A text of which there are few different ones. */
  static String filledText(JsonParser json, Repeats repeats, String name, int mostBytes)
      throws IOException, Rejected {
    return filled(text(json, repeats, name, mostBytes), name);
  }

  private static String filled(String text, String name) throws Rejected {
    if (text.isEmpty()) {
      throw new Rejected(Reason.MISSING_FIELD, name + " is empty");
    }
    return text;
  }

  static long integer(JsonParser json, String name, long least) throws IOException, Rejected {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new Rejected(Reason.WRONG_TYPE, name + " is not an integer");
    }
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < least) {
      throw new Rejected(Reason.OUT_OF_RANGE, name + " is out of range");
    }
    return json.getLongValue();
  }

  static int attempt(JsonParser json) throws IOException, Rejected {
    long attempt = integer(json, "attempt", 1);
    if (attempt > Integer.MAX_VALUE) {
      throw new Rejected(Reason.OUT_OF_RANGE, "attempt is out of range");
    }
    return (int) attempt;
  }

  static double confidence(JsonParser json) throws IOException, Rejected {
    if (!json.currentToken().isNumeric()) {
      throw new Rejected(Reason.WRONG_TYPE, "confidence is not a number");
    }
    double confidence = json.getDoubleValue();
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new Rejected(Reason.OUT_OF_RANGE, "confidence is not between 0 and 1");
    }
    // Adding zero makes -0.0 the 0.0 that the database would compare it to.
    return confidence + 0.0;
  }

  static boolean flag(JsonParser json, String name) throws IOException, Rejected {
    if (!json.currentToken().isBoolean()) {
      throw new Rejected(Reason.WRONG_TYPE, name + " is not true or false");
    }
    return json.getBooleanValue();
  }

  static Instant instant(JsonParser json, String name) throws IOException, Rejected {
    String text = text(json, name, RecordLimits.SHORT_TEXT);
    Instant usual = UsualTime.read(text);
    if (usual != null) {
      return usual;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
      if (year < FIRST_YEAR || year > LAST_YEAR) {
        throw new Rejected(Reason.OUT_OF_RANGE, name + " lies outside the years 1 to 9999");
      }
      return time.toInstant();
    } catch (DateTimeException e) {
      throw new Rejected(Reason.WRONG_TYPE, name + " is not an RFC 3339 time with an offset");
    }
  }

  static Rejected namedTwice() {
    return new Rejected(Reason.MALFORMED_JSON, "not a JSON object as published");
  }

  static Map<String, String> labels(JsonParser json, Repeats repeats) throws IOException, Rejected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Rejected(Reason.WRONG_TYPE, "labels is not an object");
    }
    List<String> labels = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = storable(json.currentName(), "a label's name", RecordLimits.LABEL_KEY);
      for (int i = 0; i < labels.size(); i += 2) {
        if (labels.get(i).equals(key)) {
          throw namedTwice();
        }
      }
      json.nextToken();
      labels.add(key);
      labels.add(text(json, repeats, "a label", RecordLimits.LABEL_VALUE));
      if (labels.size() > 2 * RecordLimits.LABELS) {
        throw new Rejected(Reason.TOO_LARGE, "more than " + RecordLimits.LABELS + " labels");
      }
    }
    return repeats.labels(labels);
  }

  /** The database can hold neither U+0000 nor half a character. */
  private static String storable(String text, String name, int mostBytes) throws Rejected {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new Rejected(Reason.UNSTORABLE_TEXT, name + " holds U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new Rejected(Reason.UNSTORABLE_TEXT, name + " holds an unpaired surrogate");
        }
        i++;
      }
    }
    if (text.length() > mostBytes
        || (text.length() * 3L > mostBytes
            && text.getBytes(StandardCharsets.UTF_8).length > mostBytes)) {
      throw new Rejected(Reason.TOO_LARGE, name + " is longer than " + mostBytes + " bytes");
    }
    return text;
  }
}
