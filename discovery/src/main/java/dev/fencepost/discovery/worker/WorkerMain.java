package dev.fencepost.discovery.worker;

import java.time.Duration;

/** Starts a worker as a process of its own; its environment says where it works. */
public final class WorkerMain {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int USAGE = 2;

  private WorkerMain() {}

  /** Runs until the process is asked to end, which takes some seconds at most. */
  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "dev/fencepost/discovery/worker/logback.xml");
    WorkerSettings settings;
    try {
      settings = WorkerSettings.from(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    Worker worker = new Worker(settings);
    Thread thread = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker, thread), "stop"));
    worker.run();
  }

  private static void end(Worker worker, Thread thread) {
    worker.stop();
    try {
      thread.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
