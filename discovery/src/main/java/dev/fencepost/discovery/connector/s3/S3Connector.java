package dev.fencepost.discovery.connector.s3;

import dev.fencepost.discovery.connector.Connector;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.KeyRange;
import dev.fencepost.discovery.connector.Listing;
import dev.fencepost.discovery.connector.ObjectFacts;
import dev.fencepost.discovery.connector.Opened;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A bucket, or the part of it below a prefix. */
final class S3Connector implements Connector {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int LONGEST_KEY = 1024;

  private final S3Client client;
  private final S3Settings settings;

  private S3Connector(S3Client client, S3Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  static S3Connector open(
      S3Settings settings, Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException {
    S3ClientBuilder client =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(signing(properties, credentials))
            .forcePathStyle(settings.pathStyle())
            .disableS3ExpressSessionAuth(true)
            // Not every store knows the newer checksums.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(PATIENCE)
                    .socketTimeout(SILENCE))
            .overrideConfiguration(
                common ->
                    common
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                        // Files of the worker's user say nothing about this data source.
                        .defaultProfileFile(ProfileFile.aggregator().build()));
    settings.endpoint().ifPresent(client::endpointOverride);
    return new S3Connector(client.build(), settings);
  }

  private static AwsCredentialsProvider signing(
      Map<String, String> properties, Credentials credentials)
      throws ConnectorException, IOException {
    String id = properties.getOrDefault("access_key_id", "");
    if (id.isEmpty()) {
      return AnonymousCredentialsProvider.create();
    }
    String key = credentials.resolve(id);
    String secret = credentials.resolve(properties.getOrDefault("secret_access_key", ""));
    String session = properties.getOrDefault("session_token", "");
    return StaticCredentialsProvider.create(
        session.isEmpty()
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, credentials.resolve(session)));
  }

  @Override
  public Listing list(KeyRange range) {
    return new S3Listing(client, settings, range);
  }

  @Override
  public Optional<Opened> open(String key) throws IOException {
    if (key.isEmpty() || key.length() > LONGEST_KEY) {
      return Optional.empty();
    }
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(settings.bucket())
            .key(settings.prefix() + key)
            .range("bytes=0-" + (settings.mostBytes() - 1))
            .build();
    try {
      ResponseInputStream<GetObjectResponse> response = client.getObject(request);
      return Optional.of(
          new Opened(new S3Stream(response, settings), S3Facts.of(response.response())));
    } catch (SdkException failure) {
      if (S3Failures.isEmptyObject(failure)) {
        return Optional.of(
            new Opened(InputStream.nullInputStream(), ObjectFacts.NONE.withBytes(0)));
      }
      IOException meaning = S3Failures.of(failure, settings, key);
      if (meaning instanceof NoSuchFileException) {
        return Optional.empty();
      }
      throw meaning;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return settings.place();
  }
}
