package dev.fencepost.local.flink;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.ClassArchives;
import dev.fencepost.local.process.ClassPath;
import dev.fencepost.local.process.JavaProgram;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ServerLogging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The command lines of the cluster's processes. */
record FlinkProcesses(Home home, ClassPath classPath, Lifetime lifetime) {

  private static final String ENTRY = "org.apache.flink.runtime.entrypoint.";
  private static final String JOB_MANAGER = ENTRY + "StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /** Of a TaskManager's heap, for Flink itself. */
  private static final int FRAMEWORK_HEAP = 64;

  /** Buffers, network, managed memory, classes and the JVM's own, as configured below. */
  private static final int OUTSIDE_OF_HEAP = 464;

  private static final List<String> OPENED =
      List.of(
          "lang",
          "lang.reflect",
          "io",
          "net",
          "nio",
          "text",
          "time",
          "util",
          "util.concurrent",
          "util.concurrent.atomic",
          "util.concurrent.locks");

  static FlinkProcesses in(Home home, Lifetime lifetime) {
    return new FlinkProcesses(
        home, ClassPath.ofModule(ProjectRoot.find(), "local/flink-runtime"), lifetime);
  }

  ChildSpec jobManager(int restPort, int rpcPort, FlinkSettings wanted) {
    Map<String, Object> settings = addresses(rpcPort);
    settings.put("rest.port", restPort);
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("blob.server.port", 0);
    settings.put("web.upload.dir", created(home.data("flink").resolve("uploads")));
    List<String> options = List.of("-Xms64m", "-Xmx256m", "-XX:TieredStopAtLevel=1");
    return spec(FlinkCluster.JOB_MANAGER, JOB_MANAGER, options, settings)
        .withFact("rest_url", "http://127.0.0.1:" + restPort)
        .withFact("port", restPort)
        .withFact("rpc_port", rpcPort)
        .withFact("slots", wanted.slots())
        .withFact("heap_megabytes", wanted.heapMegabytes())
        .withFact("optimizing", wanted.optimizing())
        .withFact("tells_landings", wanted.tellsLandings());
  }

  /**
   * Sizes that a start script would compute from a single figure: the heap, 128 MB outside of it
   * for buffers and the network, and what the JVM needs for itself.
   */
  ChildSpec taskManager(String name, int rpcPort, FlinkSettings wanted) {
    int slots = wanted.slots();
    int heapMegabytes = wanted.heapMegabytes();
    Map<String, Object> settings = addresses(rpcPort);
    // Another one for each process, so that a replacement is told from the one it replaces.
    String resourceId = name + "-" + UUID.randomUUID();
    settings.put("taskmanager.resource-id", resourceId);
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.rpc.port", 0);
    settings.put("taskmanager.data.port", 0);
    settings.put("taskmanager.numberOfTaskSlots", slots);
    settings.put("taskmanager.cpu.cores", slots);
    settings.put("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP + "m");
    settings.put("taskmanager.memory.task.heap.size", (heapMegabytes - FRAMEWORK_HEAP) + "m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.task.off-heap.size", "32m");
    settings.put("taskmanager.memory.network.min", "32m");
    settings.put("taskmanager.memory.network.max", "32m");
    settings.put("taskmanager.memory.managed.size", "16m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "192m");
    settings.put("taskmanager.memory.jvm-overhead.min", "128m");
    settings.put("taskmanager.memory.jvm-overhead.max", "128m");
    settings.put("taskmanager.memory.process.size", (heapMegabytes + OUTSIDE_OF_HEAP) + "m");
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                // Pending records outlive a collection and are garbage soon after: where the young
                // generation is small they are copied over and over.
                "-Xmn" + heapMegabytes / 2 + "m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:MaxMetaspaceSize=192m",
                "-Dfencepost.log.landings=" + (wanted.tellsLandings() ? "DEBUG" : "INFO")));
    if (!wanted.optimizing()) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    return spec(name, TASK_MANAGER, options, settings).withFact("resource_id", resourceId);
  }

  private Map<String, Object> addresses(int rpcPort) {
    Path data = home.data("flink");
    Map<String, Object> settings = new TreeMap<>();
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", rpcPort);
    settings.put("io.tmp.dirs", created(home.temporary().resolve("flink")));
    settings.put("execution.checkpointing.dir", url(data.resolve("checkpoints")));
    settings.put("execution.checkpointing.savepoint-dir", url(data.resolve("savepoints")));
    // On one machine a process that does not answer is dead, not behind a slow network. After the
    // JobManager was started again this is how long a TaskManager waits before it registers anew.
    settings.put("heartbeat.interval", 1_000);
    settings.put("heartbeat.timeout", 10_000);
    return settings;
  }

  private ChildSpec spec(
      String name, String mainClass, List<String> options, Map<String, Object> settings) {
    Path conf = home.conf(name);
    copyConfiguration(conf);
    List<String> all = new ArrayList<>(options);
    all.add(ServerLogging.option(conf));
    for (String opened : OPENED) {
      all.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    all.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
    settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    JavaProgram program =
        ClassArchives.of(ProjectRoot.find())
            .applied(new JavaProgram(classPath, mainClass, all, arguments));
    return ChildSpec.of(name, program.command(home, name), lifetime);
  }

  private static void copyConfiguration(Path conf) {
    Path file = ProjectRoot.find().folder().resolve("flink-conf/session/config.yaml");
    try {
      Files.copy(file, conf.resolve("config.yaml"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + file + " to " + conf, e);
    }
  }

  /** Not {@link Path#toUri}: Flink takes the text as it is and would create a folder named %20. */
  private static String url(Path folder) {
    return "file://" + created(folder);
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
  }
}
