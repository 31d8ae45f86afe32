package dev.fencepost.discovery.probe;

import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.credential.WorkerCredentials;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Looks at the data source that the input describes, with the environment of a worker. The input is
 * a file of properties: {@code kind}, {@code most}, and {@code set.NAME} for each property.
 */
public final class ProbeMain {

  private static final int USAGE = 2;
  private static final String SET = "set.";

  private ProbeMain() {}

  /** Answers on the standard output; whatever libraries print goes to the error output. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answer = System.out;
    System.setOut(System.err);
    System.setProperty("logback.configurationFile", "dev/fencepost/discovery/worker/logback.xml");
    Properties input = new Properties();
    input.load(System.in);
    Map<String, String> properties = new HashMap<>();
    for (String name : input.stringPropertyNames()) {
      if (name.startsWith(SET)) {
        properties.put(name.substring(SET.length()), input.getProperty(name));
      }
    }
    Map<String, String> environment = System.getenv();
    try {
      Path dropIns = Path.of(environment.getOrDefault("FENCEPOST_CONNECTORS", "connectors"));
      Probe probe =
          new Probe(ConnectorFactory.withDropIns(dropIns), WorkerCredentials.from(environment));
      int most = Integer.parseInt(input.getProperty("most", "10"));
      String found = probe.look(input.getProperty("kind", ""), properties, most);
      answer.write(found.getBytes(StandardCharsets.UTF_8));
      answer.flush();
    } catch (ConnectorException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    }
  }
}
