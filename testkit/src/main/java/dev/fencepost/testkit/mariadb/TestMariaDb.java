package dev.fencepost.testkit.mariadb;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.testkit.home.TestHome;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The MariaDB that a system package installed (on Debian {@code mariadb-server-core}), with data of
 * the test's own; it ends with this JVM. Its user {@code root} has no password.
 */
public final class TestMariaDb {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final int port;

  private TestMariaDb(Path server) {
    Home home = TestHome.create();
    Path data = home.data("mariadb");
    Path base = base(server);
    String user = System.getProperty("user.name");
    install(
        home,
        List.of(
            base.resolve("bin/mariadb-install-db").toString(),
            "--no-defaults",
            "--basedir=" + base,
            "--datadir=" + data,
            "--user=" + user,
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    port = Ports.wantedOrFree(0, "MariaDB");
    ChildProcess process =
        ChildProcess.start(
            home,
            ChildSpec.of(
                "mariadb",
                List.of(
                    server.toString(),
                    "--no-defaults",
                    "--basedir=" + base,
                    "--datadir=" + data,
                    "--user=" + user,
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--socket=" + home.temporary().resolve("s"),
                    "--pid-file=" + home.temporary().resolve("mariadb.pid"),
                    "--innodb-flush-log-at-trx-commit=0"),
                Lifetime.WITH_PARENT));
    process.awaitReady(Readiness.port(port), LIMIT);
  }

  private static void install(Home home, List<String> command) {
    Path log = home.logs().resolve("mariadb-install.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("mariadb-install-db failed: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** True where the machine has one. */
  public static boolean isInstalled() {
    return installed().isPresent();
  }

  /** The server that all tests of this JVM share. */
  public static TestMariaDb shared() {
    return Shared.SERVER;
  }

  public int port() {
    return port;
  }

  /** With a user for everything; append a database. */
  public String jdbcUrl() {
    return "jdbc:mariadb://127.0.0.1:" + port + "/";
  }

  /** The folder that holds the server's {@code sbin}, after links such as {@code mysqld}. */
  private static Path base(Path server) {
    return server.resolve("../..").normalize();
  }

  private static Optional<Path> installed() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .flatMap(folder -> Stream.of(folder.resolve("mariadbd"), folder.resolve("mysqld")))
        .filter(Files::isExecutable)
        .filter(server -> Files.isExecutable(base(server).resolve("bin/mariadb-install-db")))
        .findFirst();
  }

  /** Started when the first test asks for it; its end is left to the home's removal. */
  private static final class Shared {
    static final TestMariaDb SERVER = new TestMariaDb(installed().orElseThrow());
  }
}
