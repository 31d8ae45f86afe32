package dev.fencepost.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster, by the address of its REST interface. Every method throws {@link FlinkRefused}
 * when the cluster does not answer or says no.
 */
public final class FlinkRest {

  private final RestCalls calls;

  /**
   * @param address for example {@code http://127.0.0.1:8081}
   */
  public FlinkRest(String address) {
    this.calls = new RestCalls(address);
  }

  /** Brings a jar to the cluster; returns the id under which the cluster keeps it. */
  public String upload(Path jar) {
    String boundary = UUID.randomUUID().toString();
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + jar.getFileName()
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    BodyPublisher body;
    try {
      body =
          BodyPublishers.concat(
              BodyPublishers.ofString(head),
              BodyPublishers.ofFile(jar),
              BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    } catch (FileNotFoundException e) {
      throw new FlinkRefused("there is no file " + jar, e);
    }
    JsonNode answer = calls.post("/jars/upload", "multipart/form-data; boundary=" + boundary, body);
    String file = answer.path("filename").asText();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** Removes an uploaded jar; jobs that run from it are not touched. */
  public void deleteJar(String jarId) {
    calls.delete("/jars/" + encoded(jarId));
  }

  /** Runs the jar's main method on the cluster; returns the id of the job it submitted. */
  public String run(String jarId, JobRun run) {
    ObjectNode body = RestCalls.JSON.createObjectNode();
    if (run.mainClass() != null) {
      body.put("entryClass", run.mainClass());
    }
    if (run.savepointPath() != null) {
      body.put("savepointPath", run.savepointPath());
    }
    run.arguments().forEach(body.putArray("programArgsList")::add);
    return calls.post("/jars/" + encoded(jarId) + "/run", body).path("jobid").asText();
  }

  /** All jobs that the cluster remembers, the newest first, without their vertices. */
  public List<FlinkJob> jobs() {
    List<FlinkJob> jobs = new ArrayList<>();
    for (JsonNode job : calls.get("/jobs/overview").path("jobs")) {
      jobs.add(job(job));
    }
    jobs.sort((one, other) -> other.startedAt().compareTo(one.startedAt()));
    return jobs;
  }

  /** The newest job of that name that is not over. */
  public Optional<FlinkJob> liveJob(String name) {
    return jobs().stream().filter(job -> job.name().equals(name) && !job.isOver()).findFirst();
  }

  /** A job with its vertices. */
  public FlinkJob job(String jobId) {
    return job(calls.get("/jobs/" + encoded(jobId)));
  }

  /** Why the job failed last: the innermost message; empty when it never did. */
  public Optional<String> lastFailure(String jobId) {
    JsonNode entries =
        calls
            .get("/jobs/" + encoded(jobId) + "/exceptions")
            .path("exceptionHistory")
            .path("entries");
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(Reasons.innermost(entries.get(0).path("stacktrace").asText()));
  }

  /** Where the newest checkpoint or savepoint that succeeded is kept. */
  public Optional<String> lastCheckpoint(String jobId) {
    JsonNode path =
        calls
            .get("/jobs/" + encoded(jobId) + "/checkpoints")
            .path("latest")
            .path("completed")
            .path("external_path");
    return path.isTextual() ? Optional.of(path.asText()) : Optional.empty();
  }

  /**
   * Figures of all operators of a job, added up over the subtasks, by their name without the
   * operator: {@code landed}, {@code flush_millis_p99}. Figures that no operator has are left out.
   */
  public Map<String, Double> sums(FlinkJob job, List<String> names) {
    return metrics(job, names, "sum");
  }

  /** As {@link #sums}, the highest figure of any subtask; for gauges such as a generation. */
  public Map<String, Double> maxima(FlinkJob job, List<String> names) {
    return metrics(job, names, "max");
  }

  private Map<String, Double> metrics(FlinkJob job, List<String> names, String aggregate) {
    Map<String, Double> figures = new TreeMap<>();
    for (FlinkJob.Vertex vertex : job.vertices()) {
      String path =
          "/jobs/" + encoded(job.id()) + "/vertices/" + encoded(vertex.id()) + "/subtasks/metrics";
      List<String> wanted = new ArrayList<>();
      for (JsonNode metric : calls.get(path)) {
        String id = metric.path("id").asText();
        if (names.contains(lastPart(id))) {
          wanted.add(encoded(id));
        }
      }
      if (!wanted.isEmpty()) {
        String query = "?agg=" + aggregate + "&get=" + String.join(",", wanted);
        for (JsonNode metric : calls.get(path + query)) {
          double figure = metric.path(aggregate).asDouble();
          figures.merge(lastPart(metric.path("id").asText()), figure, Math::max);
        }
      }
    }
    return figures;
  }

  /**
   * Stops the job after a savepoint.
   *
   * @param folder where to write it, null for the cluster's own
   * @return where the savepoint is
   */
  public String stopWithSavepoint(String jobId, @Nullable String folder, Duration limit) {
    ObjectNode body = RestCalls.JSON.createObjectNode().put("drain", false);
    if (folder != null) {
      body.put("targetDirectory", folder);
    }
    String request =
        calls.post("/jobs/" + encoded(jobId) + "/stop", body).path("request-id").asText();
    String path = "/jobs/" + encoded(jobId) + "/savepoints/" + encoded(request);
    JsonNode operation = awaitCompleted(path, limit);
    if (operation.has("failure-cause")) {
      String trace = operation.path("failure-cause").path("stack-trace").asText();
      throw new FlinkRefused("the savepoint failed: " + Reasons.innermost(trace), 409);
    }
    return operation.path("location").asText();
  }

  private JsonNode awaitCompleted(String path, Duration limit) {
    long giveUpAt = System.nanoTime() + limit.toNanos();
    while (true) {
      JsonNode answer = calls.get(path);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        return answer.path("operation");
      }
      if (System.nanoTime() - giveUpAt > 0) {
        throw new FlinkRefused("the job did not stop within " + limit.toSeconds() + " s", 408);
      }
      RestCalls.pause();
    }
  }

  /** Ends the job without a savepoint; returns before it has ended. */
  public void cancel(String jobId) {
    calls.patch("/jobs/" + encoded(jobId) + "?mode=cancel");
  }

  private static FlinkJob job(JsonNode job) {
    List<FlinkJob.Vertex> vertices = new ArrayList<>();
    for (JsonNode vertex : job.path("vertices")) {
      vertices.add(
          new FlinkJob.Vertex(
              vertex.path("id").asText(),
              vertex.path("name").asText(),
              vertex.path("status").asText(),
              vertex.path("parallelism").asInt()));
    }
    return new FlinkJob(
        job.path("jid").asText(),
        job.path("name").asText(),
        job.path("state").asText(),
        Instant.ofEpochMilli(job.path("start-time").asLong()),
        vertices);
  }

  private static String lastPart(String metric) {
    return metric.substring(metric.lastIndexOf('.') + 1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
