package dev.fencepost.engine.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fencepost.core.job.ScanLimits;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a scan may go, as templates, jobs and work packets keep it: only what is limited. */
final class LimitsJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String MAX_OBJECT_BYTES = "max_object_bytes";
  private static final String MAX_ATTEMPTS = "max_attempts";
  private static final String TASK_TIME_LIMIT_SECONDS = "task_time_limit_seconds";
  private static final String TASKS_AT_ONCE = "tasks_at_once";

  private LimitsJson() {}

  static String write(ScanLimits limits) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      write(json, MAX_OBJECT_BYTES, limits.maxObjectBytes());
      write(json, MAX_ATTEMPTS, limits.maxAttempts());
      Duration time = limits.taskTimeLimit();
      write(json, TASK_TIME_LIMIT_SECONDS, time == null ? null : time.toSeconds());
      write(json, TASKS_AT_ONCE, limits.tasksAtOnce());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String key, @Nullable Number value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(key, value.longValue());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static ScanLimits read(String text) {
    Map<String, Long> values = new HashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        values.put(key, json.getLongValue());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not the limits of a scan: " + text, e);
    }
    @Nullable Long seconds = values.get(TASK_TIME_LIMIT_SECONDS);
    return new ScanLimits(
        values.get(MAX_OBJECT_BYTES),
        number(values.get(MAX_ATTEMPTS)),
        seconds == null ? null : Duration.ofSeconds(seconds),
        number(values.get(TASKS_AT_ONCE)));
  }

  private static @Nullable Integer number(@Nullable Long value) {
    return value == null ? null : Math.toIntExact(value);
  }
}
