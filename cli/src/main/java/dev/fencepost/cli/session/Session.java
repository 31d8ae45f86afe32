package dev.fencepost.cli.session;

import dev.fencepost.local.home.Home;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds one run of the command.
 *
 * @param environment the process's variables
 * @param home of the local stack; need not exist
 */
public record Session(Terminal terminal, Map<String, String> environment, Home home) {

  public Session {
    environment = Map.copyOf(environment);
  }

  /** A variable that is set and not blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Who acts, for the audit log. */
  public String actor() {
    return variable("FENCEPOST_ACTOR")
        .orElseGet(() -> System.getProperty("user.name", "unknown") + "@cli");
  }

  public Session in(Home other) {
    return new Session(terminal, environment, other);
  }
}
