package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.Hosts;
import dev.fencepost.discovery.connector.Property;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The kind {@code s3}. It mentions the client of S3 nowhere, so that kinds can be listed and
 * configurations checked where the client is not on the class path.
 */
public final class S3Provider implements ConnectorProvider {

  @Override
  public String kind() {
    return "s3";
  }

  @Override
  public String description() {
    return "The objects of a bucket in Amazon S3 or a store like it.";
  }

  @Override
  public List<Property> properties() {
    return List.of(
        Property.required("bucket", "the name of the bucket"),
        Property.optional("prefix", "what the keys begin with; all of them when not given"),
        Property.optional("region", "us-east-1 when not given"),
        Property.optional("endpoint", "https://HOST:PORT of a store that is not Amazon's"),
        Property.optional(
            "path_style", "whether the bucket is in the path; true where there is an endpoint"),
        Property.secret("access_key_id", "who reads; requests are not signed when not given"),
        Property.secret("secret_access_key", "of the access key"),
        Property.secret("session_token", "of a temporary access key"),
        Property.optional("max_object_bytes", "how much of an object is read: 67108865"));
  }

  @Override
  public void check(Map<String, String> properties) throws ConnectorException {
    S3Settings.of(properties);
  }

  @Override
  public Connector open(Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException {
    S3Settings settings = S3Settings.of(properties);
    if (settings.endpoint().isPresent()) {
      Hosts.check(settings.endpoint().get().getHost());
    }
    return S3Connector.open(settings, properties, credentials);
  }
}
