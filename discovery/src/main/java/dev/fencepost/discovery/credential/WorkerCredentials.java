package dev.fencepost.discovery.credential;

import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.connector.SecretReference;
import dev.fencepost.discovery.connector.SecretReference.Scheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The credentials that one worker gives to its connectors. Safe for many threads. */
public final class WorkerCredentials implements Credentials {

  private final CredentialRules rules;
  private final Map<String, String> environment;
  private final Optional<Vault> vault;

  private WorkerCredentials(
      CredentialRules rules, Map<String, String> environment, Optional<Vault> vault) {
    this.rules = rules;
    this.environment = environment;
    this.vault = vault;
  }

  /**
   * Reads {@code FENCEPOST_CREDENTIALS}, the rules; and where secrets are kept in HashiCorp Vault,
   * {@code VAULT_ADDR}, {@code VAULT_NAMESPACE} and {@code FENCEPOST_VAULT_TOKEN}, which is {@code
   * env:NAME} or {@code file:/PATH} and needs no rule.
   *
   * @throws IllegalArgumentException with a sentence if one of them is unusable
   */
  public static WorkerCredentials from(Map<String, String> environment) {
    CredentialRules rules =
        CredentialRules.parse(environment.getOrDefault("FENCEPOST_CREDENTIALS", ""));
    return new WorkerCredentials(rules, Map.copyOf(environment), Vault.from(environment));
  }

  @Override
  public String resolve(String text) throws ConnectorException, IOException {
    // What is not a reference may be a secret, so it is not repeated.
    SecretReference reference =
        SecretReference.parse(text)
            .orElseThrow(
                () ->
                    new ConnectorException(
                        "a credential is not a reference; known: " + SecretReference.FORMS));
    String secret =
        switch (reference.scheme()) {
          case ENV -> ofEnvironment(allowed(reference, reference));
          case FILE -> ofFile(reference);
          case VAULT -> ofVault(allowed(reference, reference));
        };
    if (secret.isEmpty()) {
      throw new ConnectorException("the credential %s is empty".formatted(reference));
    }
    return secret;
  }

  private SecretReference allowed(SecretReference named, SecretReference really)
      throws ConnectorException {
    if (!rules.allow(really)) {
      throw new ConnectorException(
          ("the credential %s is not allowed on this worker; a rule in its FENCEPOST_CREDENTIALS"
                  + " must name it")
              .formatted(named));
    }
    return named;
  }

  /** The worker's own secrets are not for connectors, however wide a rule is. */
  private String ofEnvironment(SecretReference reference) throws ConnectorException {
    String name = reference.name();
    if (name.startsWith("FENCEPOST_") || name.startsWith("VAULT_")) {
      throw new ConnectorException(
          "the credential %s is the worker's own and never given away".formatted(reference));
    }
    String value = environment.get(name);
    if (value == null) {
      throw new ConnectorException(
          "the credential %s is not set on this worker".formatted(reference));
    }
    return value;
  }

  private String ofFile(SecretReference reference) throws ConnectorException {
    Path real = SecretFile.real(reference);
    allowed(reference, new SecretReference(Scheme.FILE, real.toString()));
    return SecretFile.read(reference, real);
  }

  private String ofVault(SecretReference reference) throws ConnectorException, IOException {
    return vault
        .orElseThrow(
            () ->
                new ConnectorException(
                    "the credential %s needs Vault; this worker has no VAULT_ADDR"
                        .formatted(reference)))
        .read(reference);
  }

  @Override
  public String toString() {
    return "credentials of the worker";
  }
}
