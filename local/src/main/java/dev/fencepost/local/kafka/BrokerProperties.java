package dev.fencepost.local.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The configuration of a single small broker that is its own controller. */
record BrokerProperties(Path data, int port, int advertisedPort, int controllerPort) {

  private static final int MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

  Path write(Path conf) {
    Path file = conf.resolve("server.properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      all().store(out, null);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private Properties all() {
    Properties all = new Properties();
    all.setProperty("process.roles", "broker,controller");
    all.setProperty("node.id", "1");
    all.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertisedPort);
    all.setProperty("controller.listener.names", "CONTROLLER");
    // Named here rather than in the data, because the port may be another one at the next start.
    all.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    all.setProperty("log.dirs", data.toString());
    all.setProperty("auto.create.topics.enable", "false");
    all.setProperty("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    all.setProperty("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    // After a crash the controller waits this long for the broker's former self before it lets the
    // new one in; the two share a process here, so a short time is no risk.
    all.setProperty("broker.session.timeout.ms", "3000");
    all.setProperty("broker.heartbeat.interval.ms", "1000");
    internalTopics(all);
    smallMachine(all);
    return all;
  }

  private static void internalTopics(Properties all) {
    all.setProperty("offsets.topic.replication.factor", "1");
    all.setProperty("offsets.topic.num.partitions", "4");
    all.setProperty("transaction.state.log.replication.factor", "1");
    all.setProperty("transaction.state.log.min.isr", "1");
    all.setProperty("transaction.state.log.num.partitions", "4");
    all.setProperty("share.coordinator.state.topic.replication.factor", "1");
    all.setProperty("share.coordinator.state.topic.min.isr", "1");
    all.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  private static void smallMachine(Properties all) {
    all.setProperty("num.network.threads", "2");
    all.setProperty("num.io.threads", "4");
    all.setProperty("background.threads", "2");
    // The default alone would take half of the heap.
    all.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
  }
}
