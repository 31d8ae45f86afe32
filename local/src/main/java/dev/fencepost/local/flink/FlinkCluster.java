package dev.fencepost.local.flink;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.PortAttempts;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.process.StartFailed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A running session cluster with its dashboard. */
public final class FlinkCluster {

  public static final String JOB_MANAGER = "flink-jobmanager";
  public static final String TASK_MANAGER = "flink-taskmanager";

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Home home;
  private final ChildProcess jobManager;
  private final List<ChildProcess> startedHere = new CopyOnWriteArrayList<>();

  private FlinkCluster(Home home, ChildProcess jobManager) {
    this.home = home;
    this.jobManager = jobManager;
  }

  /** Starts a cluster that ends with this JVM; {@code restPort} 0 means any free one. */
  public static FlinkCluster start(Path home, int restPort) {
    return start(new Home(home), FlinkSettings.defaults().withRestPort(restPort));
  }

  /**
   * Starts a JobManager and one TaskManager and waits until they know each other; what an earlier
   * run left is stopped first.
   *
   * @throws StartFailed when it cannot start; the message says why
   */
  public static FlinkCluster start(Home home, FlinkSettings settings) {
    stopAll(home);
    FlinkProcesses processes = FlinkProcesses.in(home, settings.lifetime());
    PortAttempts attempts =
        new PortAttempts(
            home,
            () ->
                processes.jobManager(
                    Ports.wantedOrFree(settings.restPort(), "Flink"), Ports.free(), settings));
    ChildProcess jobManager =
        attempts.start(
            process -> Readiness.http(URI.create(fact(process, "rest_url") + "/overview")),
            START_LIMIT);
    FlinkCluster cluster = new FlinkCluster(home, jobManager);
    cluster.awaitRegistered(cluster.startTaskManager(settings.lifetime()), START_LIMIT);
    return cluster;
  }

  /**
   * The cluster of this home that another JVM started, when its JobManager runs or is started
   * again.
   */
  public static Optional<FlinkCluster> running(Home home) {
    return new ProcessTable(home)
        .inService(JOB_MANAGER)
        .map(found -> new FlinkCluster(home, found));
  }

  /** Whether a TaskManager runs or is started again. */
  public boolean hasTaskManager() {
    return new ProcessTable(home)
        .inService().stream().anyMatch(process -> process.name().startsWith(TASK_MANAGER));
  }

  /** The address of the REST interface and the dashboard, without a slash at its end. */
  public String restUrl() {
    return fact(jobManager, "rest_url");
  }

  /** The port in {@link #restUrl}. */
  public int restPort() {
    return Integer.parseInt(fact(jobManager, "port"));
  }

  public ChildProcess jobManager() {
    return jobManager;
  }

  /** The living ones, in the order they were started. */
  public List<ChildProcess> taskManagers() {
    return taskManagers(home);
  }

  /** Starts one more without waiting for it; see {@link #awaitRegistered}. */
  public ChildProcess startTaskManager(Lifetime lifetime) {
    ChildProcess started =
        ChildProcess.start(
            home,
            FlinkProcesses.in(home, lifetime)
                .taskManager(
                    unusedName(),
                    Integer.parseInt(fact(jobManager, "rpc_port")),
                    settings(lifetime)));
    startedHere.add(started);
    return started;
  }

  private FlinkSettings settings(Lifetime lifetime) {
    return new FlinkSettings(
        restPort(),
        Integer.parseInt(fact(jobManager, "slots")),
        Integer.parseInt(fact(jobManager, "heap_megabytes")),
        Boolean.parseBoolean(fact(jobManager, "optimizing")),
        Boolean.parseBoolean(fact(jobManager, "tells_landings")),
        lifetime);
  }

  /** Keeps the cluster that was started here; see {@link ChildProcess#keep}. */
  public void keep() {
    jobManager.keep();
    startedHere.forEach(ChildProcess::keep);
  }

  /** Kills the one that was started first, as a crash would; returns what was killed. */
  public ChildProcess killTaskManager() {
    ChildProcess victim =
        taskManagers().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no TaskManager runs"));
    victim.kill9();
    return victim;
  }

  /**
   * Waits until the JobManager can use the TaskManager.
   *
   * @throws StartFailed when the limit passes first, or the TaskManager ends
   */
  public void awaitRegistered(ChildProcess taskManager, Duration limit) {
    String id = fact(taskManager, "resource_id");
    taskManager.awaitReady(() -> FlinkTaskManagers.of(restUrl()).has(id), limit);
  }

  /** How many TaskManagers the JobManager counts; it notices a killed one only after seconds. */
  public int registeredTaskManagers() {
    return FlinkTaskManagers.of(restUrl()).count();
  }

  public void stop() {
    stopAll(home);
  }

  private static void stopAll(Home home) {
    taskManagers(home).forEach(ChildProcess::stop);
    new ProcessTable(home).alive(JOB_MANAGER).ifPresent(ChildProcess::stop);
  }

  private static List<ChildProcess> taskManagers(Home home) {
    return new ProcessTable(home)
        .alive().stream().filter(process -> process.name().startsWith(TASK_MANAGER)).toList();
  }

  private String unusedName() {
    Set<String> used =
        taskManagers().stream().map(ChildProcess::name).collect(Collectors.toUnmodifiableSet());
    int number = 1;
    while (used.contains(TASK_MANAGER + "-" + number)) {
      number++;
    }
    return TASK_MANAGER + "-" + number;
  }

  private static String fact(ChildProcess process, String key) {
    Map<String, String> facts = process.record().facts();
    return facts.getOrDefault(key, "");
  }
}
