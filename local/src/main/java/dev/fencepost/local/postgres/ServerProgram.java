package dev.fencepost.local.postgres;

import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the server's program is started on a data folder, and when it takes connections. */
record ServerProgram(PostgresBinaries binaries, ServerUser user, Path data) {

  /** The fact that tells where the data are. */
  static final String DATA = "postgres_data";

  static final String USER = "fencepost";

  private static final int STATUS_LINE = 7;

  /**
   * What to start.
   *
   * @param more options for this server only
   */
  ChildSpec spec(String name, PostgresSettings settings, int port, Map<String, String> more) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres").toString());
    command.add("-D");
    command.add(data.toString());
    Map<String, String> options = options(port, settings);
    options.putAll(more);
    options.forEach(
        (option, value) -> {
          command.add("-c");
          command.add(option + "=" + value);
        });
    return ChildSpec.of(name, command, settings.lifetime())
        .withPrivileges(user.words())
        .withStopSignal("INT")
        .withFact("port", port)
        .withFact(DATA, data)
        .withFact("jdbc_url", jdbcUrl(port, "fencepost"))
        .withFact("user", USER);
  }

  static String jdbcUrl(int port, String database) {
    return "jdbc:yugabytedb://127.0.0.1:" + port + "/" + database;
  }

  /** The server itself writes into its pid file when it takes connections. */
  Readiness ready(ChildProcess process) {
    return () -> {
      try {
        List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
        return lines.size() > STATUS_LINE
            && lines.get(0).strip().equals(Long.toString(process.pid()))
            && lines.get(STATUS_LINE).strip().equals("ready");
      } catch (IOException notYet) {
        return false;
      }
    };
  }

  private static Map<String, String> options(int port, PostgresSettings settings) {
    String sync = settings.durable() ? "on" : "off";
    Map<String, String> options = new LinkedHashMap<>();
    options.put("listen_addresses", "127.0.0.1");
    options.put("port", Integer.toString(port));
    // A socket's path has about a hundred bytes, and the home's may be longer.
    options.put("unix_socket_directories", "");
    options.put("fsync", sync);
    options.put("synchronous_commit", sync);
    options.put("full_page_writes", sync);
    options.put("shared_buffers", SharedBuffers.megabytes() + "MB");
    options.put("wal_buffers", "64MB");
    // A throw-away server that is killed must leave nothing outside of its folder either.
    options.put("dynamic_shared_memory_type", settings.durable() ? "posix" : "mmap");
    options.put("max_connections", "100");
    options.put("shared_preload_libraries", settings.preloaded());
    // Findings come in no order of keys, so soon after a checkpoint nearly every row logs a whole
    // page.
    options.put("max_wal_size", "4GB");
    options.put("checkpoint_timeout", "15min");
    // A standby that stays away must not fill the disk; one that is frozen must not stop a stop.
    options.put("max_slot_wal_keep_size", "1GB");
    options.put("wal_sender_timeout", "10s");
    options.put("jit", "off");
    options.put("timezone", "UTC");
    options.put("log_timezone", "UTC");
    options.put("log_line_prefix", "%m [%p] ");
    return options;
  }
}
