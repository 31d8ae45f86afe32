package dev.fencepost.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * A Kafka broker that formats its empty data folder itself. Kafka's own tool for this is a program,
 * and to start a JVM for it takes longer than its work.
 */
public final class BrokerMain {

  /** What the tool writes last. */
  private static final String FORMATTED = "meta.properties";

  private BrokerMain() {}

  /** Takes the broker's properties and the id that a new cluster gets. */
  public static void main(String[] arguments) throws IOException {
    String properties = arguments[0];
    String clusterId = arguments[1];
    if (Files.notExists(dataFolder(properties).resolve(FORMATTED))) {
      format(properties, clusterId);
    }
    Kafka.main(new String[] {properties});
  }

  private static Path dataFolder(String properties) throws IOException {
    Properties all = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(properties))) {
      all.load(in);
    }
    return Path.of(all.getProperty("log.dirs"));
  }

  private static void format(String properties, String clusterId) {
    // The id in one word with its option, because it may begin with a dash.
    String[] words = {"format", "--cluster-id=" + clusterId, "--config", properties};
    int status = StorageTool.execute(words, System.out);
    if (status != 0) {
      System.err.println("Kafka's folder cannot be formatted");
      System.exit(status);
    }
  }
}
