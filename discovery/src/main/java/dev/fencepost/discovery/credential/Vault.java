package dev.fencepost.discovery.credential;

import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.SecretReference;
import dev.fencepost.discovery.connector.SecretReference.Scheme;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A client of HashiCorp Vault's key-value engine, version 2. The first part of a reference's path
 * is where the engine is mounted.
 */
final class Vault {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI address;
  private final Optional<String> namespace;
  private final Token token;

  /** Asked each time, because tokens in files are replaced while a worker runs. */
  @FunctionalInterface
  private interface Token {
    String get() throws ConnectorException;
  }

  private Vault(URI address, Optional<String> namespace, Token token) {
    this.address = address;
    this.namespace = namespace;
    this.token = token;
  }

  /** Empty where {@code VAULT_ADDR} is not set. */
  static Optional<Vault> from(Map<String, String> environment) {
    String address = environment.getOrDefault("VAULT_ADDR", "");
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Vault(
            address(address),
            Optional.ofNullable(environment.get("VAULT_NAMESPACE")).filter(n -> !n.isBlank()),
            token(environment)));
  }

  private static URI address(String text) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean secure = "https".equals(uri.getScheme());
      boolean local = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
      if ((secure || local) && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("VAULT_ADDR is not an address.", e);
    }
    throw new IllegalArgumentException(
        "VAULT_ADDR must be https://HOST:PORT; http is for this machine itself only.");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Token token(Map<String, String> environment) {
    String text = environment.getOrDefault("FENCEPOST_VAULT_TOKEN", "env:VAULT_TOKEN");
    SecretReference reference =
        SecretReference.parse(text)
            .filter(parsed -> parsed.scheme() != Scheme.VAULT)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "FENCEPOST_VAULT_TOKEN must be env:NAME or file:/PATH, not the token."));
    if (reference.scheme() == Scheme.FILE) {
      return () -> SecretFile.read(reference, SecretFile.real(reference));
    }
    String value = environment.getOrDefault(reference.name(), "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "VAULT_ADDR is set, but the token %s is not; FENCEPOST_VAULT_TOKEN says where it is."
              .formatted(reference));
    }
    return () -> value;
  }

  /**
   * Reads the newest version of a secret and takes one key of it.
   *
   * @throws SourceAwayException if Vault does not answer, or not usefully
   */
  String read(SecretReference reference) throws ConnectorException, IOException {
    HttpResponse<InputStream> response = send(reference);
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (status == 403) {
        throw new ConnectorException("Vault does not allow %s to this worker".formatted(reference));
      }
      if (status == 404) {
        throw new ConnectorException("Vault has no secret %s".formatted(reference));
      }
      if (status != 200) {
        throw new SourceAwayException(
            "Vault answered %d when asked for %s".formatted(status, reference));
      }
      return VaultAnswer.secret(body.readNBytes(MOST_BYTES), key(reference))
          .orElseThrow(
              () ->
                  new ConnectorException("Vault's secret %s has no such key".formatted(reference)));
    }
  }

  private HttpResponse<InputStream> send(SecretReference reference)
      throws ConnectorException, IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(address.getPath() + path(reference)))
            .timeout(PATIENCE)
            .header("X-Vault-Request", "true");
    namespace.ifPresent(name -> request.header("X-Vault-Namespace", name));
    try {
      request.header("X-Vault-Token", token.get());
    } catch (IllegalArgumentException e) {
      // The JDK's message repeats the header.
      throw new ConnectorException("Vault's token is not one line of plain letters");
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new SourceAwayException("Vault does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceAwayException("asking Vault was interrupted", e);
    }
  }

  private static String path(SecretReference reference) {
    String path = reference.name().substring(0, reference.name().indexOf('#'));
    int mount = path.indexOf('/');
    return "/v1/" + path.substring(0, mount) + "/data" + path.substring(mount);
  }

  private static String key(SecretReference reference) {
    return reference.name().substring(reference.name().indexOf('#') + 1);
  }
}
