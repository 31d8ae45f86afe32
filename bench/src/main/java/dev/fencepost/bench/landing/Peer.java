package dev.fencepost.bench.landing;

import dev.fencepost.bench.stage.Arena;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.ClassPath;
import dev.fencepost.local.process.JavaProgram;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.ServerLogging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Others who bring the topic into the table; they upsert, and do nothing else. */
enum Peer {
  PLAIN_CONSUMER {
    @Override
    JavaProgram program(Home home, String kafka, Arena arena, Tuning tuning) {
      List<String> arguments =
          List.of(
              kafka,
              Topics.FINDINGS,
              arena.settings().url() + tuning.urlSuffix(),
              arena.settings().user(),
              Integer.toString(tuning.batch()),
              Integer.toString(tuning.parallelism()),
              arena.name());
      return program(home, "bench", PlainConsumerMain.class.getName(), List.of(), arguments);
    }
  },
  FLINK_SQL {
    @Override
    JavaProgram program(Home home, String kafka, Arena arena, Tuning tuning) throws IOException {
      Path script = home.conf(lowerName()).resolve("drain.sql");
      Files.writeString(script, FlinkSqlScript.drain(kafka, arena, tuning));
      List<String> options = new ArrayList<>();
      for (String opened :
          List.of("lang", "net", "nio", "text", "time", "util", "util.concurrent")) {
        options.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
      }
      return program(
          home,
          "bench/flink-sql",
          "dev.fencepost.bench.flink.FlinkSqlMain",
          options,
          List.of("streaming", script.toString()));
    }
  },
  KAFKA_CONNECT {
    @Override
    JavaProgram program(Home home, String kafka, Arena arena, Tuning tuning) throws IOException {
      Path conf = home.conf(lowerName());
      Path offsets = home.temporary().resolve("connect-" + arena.name() + ".offsets");
      Path worker =
          Files.writeString(
              conf.resolve("worker.properties"),
              ConnectProperties.worker(kafka, Ports.free(), offsets, tuning));
      Path sink =
          Files.writeString(conf.resolve("sink.properties"), ConnectProperties.sink(arena, tuning));
      return program(
          home,
          "bench/kafka-connect",
          "org.apache.kafka.connect.cli.ConnectStandalone",
          List.of(),
          List.of(worker.toString(), sink.toString()));
    }
  };

  private static final String HEAP = "-Xmx768m";

  /** What {@code --sweep} found to be the best for all of them. */
  Tuning standard() {
    return new Tuning(500, true, 2);
  }

  String lowerName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  abstract JavaProgram program(Home home, String kafka, Arena arena, Tuning tuning)
      throws IOException;

  /** Starts draining the topic into the arena. */
  ChildProcess start(Home home, String kafka, Arena arena, Tuning tuning) throws IOException {
    return ChildProcess.start(
        home,
        ChildSpec.of(
            lowerName(),
            program(home, kafka, arena, tuning).command(home, lowerName()),
            Lifetime.WITH_PARENT));
  }

  JavaProgram program(
      Home home, String module, String mainClass, List<String> more, List<String> arguments) {
    List<String> options = new ArrayList<>(more);
    options.add(HEAP);
    options.add(ServerLogging.option(home.conf(lowerName())));
    return new JavaProgram(
        ClassPath.ofModule(ProjectRoot.find(), module), mainClass, options, arguments);
  }
}
