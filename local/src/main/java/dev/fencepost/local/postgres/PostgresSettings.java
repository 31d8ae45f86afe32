package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.Lifetime;
import java.nio.file.Path;

/**
 * How to run the server.
 *
 * @param port 0 for any free one
 * @param durable false switches fsync off: quick, and a crash of the machine loses everything
 * @param binaries where the unpacked server is kept; may be shared between homes
 * @param preloaded a library of the server's own that is loaded at its start; blank for none
 */
public record PostgresSettings(
    int port, boolean durable, Path binaries, String preloaded, Lifetime lifetime) {

  /** Durable, on any free port, ending with this JVM. */
  public static PostgresSettings in(Home home) {
    return new PostgresSettings(0, true, home.cache(), "", Lifetime.WITH_PARENT);
  }

  public PostgresSettings withPort(int wanted) {
    return new PostgresSettings(wanted, durable, binaries, preloaded, lifetime);
  }

  public PostgresSettings withDurable(boolean wanted) {
    return new PostgresSettings(port, wanted, binaries, preloaded, lifetime);
  }

  public PostgresSettings withBinaries(Path wanted) {
    return new PostgresSettings(port, durable, wanted, preloaded, lifetime);
  }

  public PostgresSettings withPreloaded(String wanted) {
    return new PostgresSettings(port, durable, binaries, wanted, lifetime);
  }

  public PostgresSettings withLifetime(Lifetime wanted) {
    return new PostgresSettings(port, durable, binaries, preloaded, wanted);
  }
}
