package dev.fencepost.testkit.kafka;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.kafka.KafkaServer;
import dev.fencepost.local.kafka.KafkaSettings;
import dev.fencepost.local.process.ClassArchives;
import dev.fencepost.testkit.home.TestHome;

/** A real broker, which ends with this JVM at the latest. */
public final class TestKafka implements AutoCloseable {

  private final Home home = TestHome.create();
  private KafkaServer server = KafkaServer.start(home, KafkaSettings.defaults());

  private TestKafka() {
    // Those that tests start later start sooner.
    ClassArchives.of(ProjectRoot.find()).makeMissing();
  }

  /** The broker that all tests of this JVM share; never stop it, and use topics of your own. */
  public static TestTopics shared() {
    return Shared.TOPICS;
  }

  /** A broker of the test's own, to kill and restart. */
  public static TestKafka own() {
    return new TestKafka();
  }

  public KafkaServer server() {
    return server;
  }

  /** A new client; stays usable when the broker is restarted. */
  public TestTopics topics() {
    return new TestTopics(server.bootstrapServers());
  }

  /** Ends the broker as a crash would. */
  public void kill9() {
    server.kill9();
  }

  /** Starts the broker again on the same data and the same port. */
  public void restart() {
    server = KafkaServer.start(home, KafkaSettings.defaults().withPort(server.port()));
  }

  @Override
  public void close() {
    server.kill9();
  }

  /** Started when the first test asks for it; closing is left to the home's removal. */
  private static final class Shared {
    static final TestTopics TOPICS = new TestKafka().topics();
  }
}
