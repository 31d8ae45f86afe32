package dev.fencepost.coordinator.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** What both sides of the topic agree on. */
final class JobControlTopic {

  static final String NAME = "job_control";

  private static final String TIME_LIMIT_MILLIS = "5000";
  private static final JsonFactory JSON = new JsonFactory();

  private JobControlTopic() {}

  /**
   * Creates the topic when it is missing.
   *
   * @throws KafkaException when the broker is away
   */
  static void ensure(String kafka) {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", kafka,
                "request.timeout.ms", TIME_LIMIT_MILLIS,
                "default.api.timeout.ms", TIME_LIMIT_MILLIS))) {
      NewTopic topic = new NewTopic(NAME, Optional.of(1), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("the topic " + NAME + " cannot be created", e.getCause());
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The job of an END_JOB; empty for anything else, which is somebody else's. */
  static OptionalLong jobOf(byte @Nullable [] value) {
    if (value == null) {
      return OptionalLong.empty();
    }
    String marker = "";
    OptionalLong job = OptionalLong.empty();
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return OptionalLong.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken token = json.nextToken();
        if (field.equals("marker_type") && token == JsonToken.VALUE_STRING) {
          marker = json.getText();
        } else if (field.equals("job_id") && token == JsonToken.VALUE_NUMBER_INT) {
          job = OptionalLong.of(json.getLongValue());
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      return OptionalLong.empty();
    }
    return marker.equals("END_JOB") ? job : OptionalLong.empty();
  }
}
