package dev.fencepost.local.kafka;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.ClassArchives;
import dev.fencepost.local.process.ClassPath;
import dev.fencepost.local.process.JavaProgram;
import dev.fencepost.local.process.PortAttempts;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.process.ServerLogging;
import dev.fencepost.local.process.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A running Kafka broker. */
public final class KafkaServer {

  public static final String NAME = "kafka";

  private static final String MODULE = "local/kafka-runtime";
  private static final String MAIN_CLASS = "dev.fencepost.broker.BrokerMain";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final List<String> OPTIONS =
      List.of("-Xms64m", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

  private final ChildProcess process;

  private KafkaServer(ChildProcess process) {
    this.process = process;
  }

  /** Starts a broker that ends with this JVM; {@code port} 0 means any free one. */
  public static KafkaServer start(Path home, int port) {
    return start(new Home(home), KafkaSettings.defaults().withPort(port));
  }

  /**
   * Starts a broker on the home's data; an earlier one that still runs on them is stopped first.
   *
   * @throws StartFailed when it cannot start; the message says why
   */
  public static KafkaServer start(Home home, KafkaSettings settings) {
    ProcessTable table = new ProcessTable(home);
    table.alive(NAME).ifPresent(ChildProcess::stop);
    ClassPath classPath = ClassPath.ofModule(ProjectRoot.find(), MODULE);
    PortAttempts attempts =
        new PortAttempts(
            home,
            () -> broker(home, classPath, settings, Ports.wantedOrFree(settings.port(), "Kafka")));
    return new KafkaServer(
        attempts.start(
            process -> Readiness.log(process.record().log(), "Kafka Server started"), START_LIMIT));
  }

  /** The broker of this home that another JVM started, when it runs or is started again. */
  public static Optional<KafkaServer> running(Home home) {
    return new ProcessTable(home).inService(NAME).map(KafkaServer::new);
  }

  public ChildProcess process() {
    return process;
  }

  public long pid() {
    return process.pid();
  }

  /** Host and port, as clients take them. */
  public String bootstrapServers() {
    return process.record().facts().getOrDefault("bootstrap_servers", "");
  }

  public int port() {
    return Integer.parseInt(process.record().facts().getOrDefault("port", "0"));
  }

  public void stop() {
    process.stop();
  }

  /** Kills the broker as a crash would. */
  public void kill9() {
    process.kill9();
  }

  private static ChildSpec broker(
      Home home, ClassPath classPath, KafkaSettings settings, int port) {
    Path conf = home.conf(NAME);
    int advertised = settings.advertisedPort() == 0 ? port : settings.advertisedPort();
    Path file =
        new BrokerProperties(created(home.data(NAME)), port, advertised, Ports.free()).write(conf);
    JavaProgram program =
        ClassArchives.of(ProjectRoot.find())
            .applied(
                new JavaProgram(
                    classPath,
                    MAIN_CLASS,
                    options(conf),
                    List.of(file.toString(), newClusterId())));
    return ChildSpec.of(NAME, program.command(home, NAME), settings.lifetime())
        .withFact("port", port)
        .withFact("bootstrap_servers", "127.0.0.1:" + advertised);
  }

  private static List<String> options(Path conf) {
    return Stream.concat(OPTIONS.stream(), Stream.of(ServerLogging.option(conf))).toList();
  }

  /** Sixteen bytes in Base64, as Kafka wants them; data that have an id keep theirs. */
  private static String newClusterId() {
    UUID id = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
  }
}
