package dev.fencepost.discovery.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.SourceAwayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerCredentialsTest {

  private static final String SECRET = "correct horse";

  private final Path folder;

  WorkerCredentialsTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  private static WorkerCredentials allowing(String rules, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("FENCEPOST_CREDENTIALS", rules);
    return WorkerCredentials.from(environment);
  }

  private static void refused(String why, ThrowingCallable resolving) {
    assertThatThrownBy(resolving)
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain(SECRET);
  }

  @Test
  void variables_are_given_only_where_a_rule_names_them() throws Exception {
    WorkerCredentials credentials =
        allowing("env:HR_*", Map.of("HR_PASSWORD", SECRET, "OTHER", SECRET));
    assertThat(credentials.resolve("env:HR_PASSWORD")).isEqualTo(SECRET);
    refused("env:OTHER is not allowed", () -> credentials.resolve("env:OTHER"));
    refused("env:HR_GONE is not set", () -> credentials.resolve("env:HR_GONE"));
    refused("is not allowed", () -> allowing("", Map.of("A", SECRET)).resolve("env:A"));
    assertThat(credentials).asString().doesNotContain(SECRET);
  }

  @Test
  void the_workers_own_secrets_stay_with_it_however_wide_a_rule_is() {
    WorkerCredentials credentials =
        allowing("env:*", Map.of("FENCEPOST_DB_PASSWORD", SECRET, "VAULT_TOKEN", SECRET));
    refused("never given away", () -> credentials.resolve("env:FENCEPOST_DB_PASSWORD"));
    refused("never given away", () -> credentials.resolve("env:VAULT_TOKEN"));
  }

  @Test
  void what_is_not_a_reference_may_be_a_secret_and_is_not_repeated() {
    WorkerCredentials credentials = allowing("env:*", Map.of());
    refused("not a reference", () -> credentials.resolve(SECRET));
    refused("not a reference", () -> credentials.resolve("env:" + SECRET));
  }

  @Test
  void files_are_matched_by_where_they_really_are() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.writeString(open.resolve("password"), SECRET + "\r\n");
    Files.writeString(closed.resolve("password"), SECRET);
    Files.createSymbolicLink(open.resolve("link"), closed.resolve("password"));
    WorkerCredentials credentials = allowing("file:" + open + "/*", Map.of());

    assertThat(credentials.resolve("file:" + open + "/password")).isEqualTo(SECRET);
    assertThat(credentials.resolve("file:" + closed + "/../open/password")).isEqualTo(SECRET);
    refused("is not allowed", () -> credentials.resolve("file:" + open + "/../closed/password"));
    refused("is not allowed", () -> credentials.resolve("file:" + open + "/link"));
    refused("there is no such file", () -> credentials.resolve("file:" + open + "/gone"));
    Files.write(open.resolve("large"), new byte[SecretFile.MOST_BYTES + 1]);
    refused("is larger", () -> credentials.resolve("file:" + open + "/large"));
    Files.write(open.resolve("bytes"), new byte[] {(byte) 0xff, 1});
    refused("not UTF-8", () -> credentials.resolve("file:" + open + "/bytes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HR", "env", "ssh:x", "env:", "vault :x"})
  void a_rule_that_is_none_is_refused(String rule) {
    assertThatThrownBy(() -> allowing(rule, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no rule");
  }

  @Test
  void vault_answers_with_one_key_of_a_secret() throws Exception {
    try (Stub vault = new Stub()) {
      Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
      WorkerCredentials credentials =
          allowing(
              "vault:kv/hr/*, vault:kv/other#open",
              Map.of("VAULT_ADDR", vault.address(), "FENCEPOST_VAULT_TOKEN", "file:" + token));

      assertThat(credentials.resolve("vault:kv/hr/db#password")).isEqualTo(SECRET);
      assertThat(credentials.resolve("vault:kv/other#open")).isEqualTo(SECRET);
      refused("not allowed", () -> credentials.resolve("vault:kv/other#closed"));
      refused("not allowed", () -> credentials.resolve("vault:kv/hr/deeper/db#password"));
      refused("not a reference", () -> credentials.resolve("vault:kv/hr/../other#open"));
      refused("has no such key", () -> credentials.resolve("vault:kv/hr/db#other"));
      refused("has no secret", () -> credentials.resolve("vault:kv/hr/gone#password"));
      assertThatThrownBy(() -> credentials.resolve("vault:kv/hr/broken#password"))
          .isInstanceOf(SourceAwayException.class)
          .hasMessageContaining("not JSON")
          .hasMessageNotContaining(SECRET);
      assertThatThrownBy(() -> credentials.resolve("vault:kv/hr/sealed#password"))
          .isInstanceOf(SourceAwayException.class)
          .hasMessageContaining("503");

      Files.writeString(token, "another");
      refused("does not allow", () -> credentials.resolve("vault:kv/hr/db#password"));
    }
  }

  @Test
  void vault_is_reached_without_encryption_on_this_machine_only() {
    assertThatThrownBy(
            () -> allowing("", Map.of("VAULT_ADDR", "http://192.0.2.1:8200", "VAULT_TOKEN", "t")))
        .hasMessageContaining("https");
    assertThatThrownBy(() -> allowing("", Map.of("VAULT_ADDR", "https://vault:8200")))
        .hasMessageContaining("env:VAULT_TOKEN");
    refused("no VAULT_ADDR", () -> allowing("vault:**", Map.of()).resolve("vault:kv/a#b"));
  }

  /** The part of Vault's interface that is used, by its documentation. */
  private static final class Stub implements AutoCloseable {

    private final HttpServer server;

    Stub() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      secret("/v1/kv/data/hr/db", 200, answer("password"));
      secret("/v1/kv/data/other", 200, answer("open"));
      secret("/v1/kv/data/hr/broken", 200, SECRET);
      secret("/v1/kv/data/hr/sealed", 503, "{\"errors\":[\"Vault is sealed\"]}");
      server.start();
    }

    private static String answer(String key) {
      return """
          {"request_id": "1", "lease_id": "", "warnings": [{"data": 1}],
           "data": {"metadata": {"version": 3}, "data": {"user": "u", "%s": "%s"}}}
          """
          .formatted(key, SECRET);
    }

    private void secret(String path, int status, String body) {
      server.createContext(
          path,
          exchange -> {
            boolean known = "t0ken".equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? status : 403, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
