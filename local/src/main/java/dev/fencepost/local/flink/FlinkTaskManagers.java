package dev.fencepost.local.flink;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the cluster says of its TaskManagers. */
record FlinkTaskManagers(String text) {

  private static final int LIMIT_MILLIS = 2_000;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  /** An empty text when the cluster does not answer. */
  static FlinkTaskManagers of(String restUrl) {
    try {
      URLConnection connection = URI.create(restUrl + "/taskmanagers").toURL().openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        return new FlinkTaskManagers(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException notYet) {
      return new FlinkTaskManagers("");
    }
  }

  int count() {
    return (int) ID.matcher(text).results().count();
  }

  boolean has(String resourceId) {
    return ID.matcher(text).results().anyMatch(match -> match.group(1).equals(resourceId));
  }
}
