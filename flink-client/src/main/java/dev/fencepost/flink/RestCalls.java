package dev.fencepost.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One request and its JSON answer. */
final class RestCalls {

  /** A cluster that is frozen takes connections and never answers. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** Running a jar executes its main method before the cluster answers. */
  private static final Duration WORK_LIMIT = Duration.ofMinutes(2);

  private static final long PAUSE_MILLIS = 50;

  static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  RestCalls(String address) {
    this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .timeout(WORK_LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  JsonNode post(String path, String contentType, BodyPublisher body) {
    return send(request(path).timeout(WORK_LIMIT).header("Content-Type", contentType).POST(body));
  }

  JsonNode patch(String path) {
    return send(request(path).method("PATCH", HttpRequest.BodyPublishers.noBody()));
  }

  JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body = parsed(answer.body());
      if (answer.statusCode() / 100 != 2) {
        throw new FlinkRefused(Reasons.of(body, answer.statusCode()), answer.statusCode());
      }
      return body;
    } catch (IOException e) {
      throw new FlinkRefused("no Flink cluster answers at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkRefused("interrupted while waiting for Flink", e);
    }
  }

  /** Between two questions about work that takes a while. */
  static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkRefused("interrupted while waiting for Flink", e);
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
