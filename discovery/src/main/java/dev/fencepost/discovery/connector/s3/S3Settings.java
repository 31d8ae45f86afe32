package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.ConnectorException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a data source's properties say.
 *
 * @param prefix what all keys begin with; no part of the objects' names
 * @param endpoint empty for Amazon's own
 * @param pathStyle whether the bucket is a part of the path instead of the host
 * @param mostBytes how much of an object is read
 */
record S3Settings(
    String bucket,
    String prefix,
    String region,
    Optional<URI> endpoint,
    boolean pathStyle,
    long mostBytes) {

  /** One more than what is scanned of an object, so that a larger one is known to be cut. */
  private static final long MOST_BYTES = (64L << 20) + 1;

  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,62}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");

  static S3Settings of(Map<String, String> properties) throws ConnectorException {
    String bucket = properties.getOrDefault("bucket", "");
    if (!BUCKET.matcher(bucket).matches()) {
      throw new ConnectorException("the property \"bucket\" must be the name of a bucket");
    }
    String region = properties.getOrDefault("region", "us-east-1");
    if (!REGION.matcher(region).matches()) {
      throw new ConnectorException("the property \"region\" must be a region such as eu-central-1");
    }
    String endpoint = properties.getOrDefault("endpoint", "");
    Optional<URI> address = endpoint.isEmpty() ? Optional.empty() : Optional.of(address(endpoint));
    String pathStyle = properties.getOrDefault("path_style", "");
    if (!pathStyle.isEmpty() && !pathStyle.equals("true") && !pathStyle.equals("false")) {
      throw new ConnectorException("the property \"path_style\" must be true or false");
    }
    boolean named = !properties.getOrDefault("access_key_id", "").isEmpty();
    boolean secret = !properties.getOrDefault("secret_access_key", "").isEmpty();
    if (named != secret) {
      throw new ConnectorException(
          "the properties \"access_key_id\" and \"secret_access_key\" need each other");
    }
    return new S3Settings(
        bucket,
        properties.getOrDefault("prefix", ""),
        region,
        address,
        pathStyle.isEmpty() ? address.isPresent() : pathStyle.equals("true"),
        bytes(properties.getOrDefault("max_object_bytes", "")));
  }

  private static URI address(String text) throws ConnectorException {
    try {
      URI uri = URI.create(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      String path = uri.getPath();
      boolean bare = (path == null || path.isEmpty() || path.equals("/")) && uri.getQuery() == null;
      if (web && bare && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException notAnAddress) {
      throw new ConnectorException("the property \"endpoint\" is not an address");
    }
    throw new ConnectorException("the property \"endpoint\" must be https://HOST:PORT");
  }

  private static long bytes(String text) throws ConnectorException {
    try {
      long bytes = text.isEmpty() ? MOST_BYTES : Long.parseLong(text);
      if (bytes >= 1) {
        return bytes;
      }
    } catch (NumberFormatException notANumber) {
      throw new ConnectorException("the property \"max_object_bytes\" must be a number");
    }
    throw new ConnectorException("the property \"max_object_bytes\" must be at least 1");
  }

  /** Where it is, for messages. */
  String place() {
    return "the bucket " + bucket + endpoint.map(uri -> " at " + uri).orElse("");
  }
}
