package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.schedule.Fault;
import dev.fencepost.chaos.schedule.Fault.Target;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Does the faults to the processes of a home, and undoes them. */
final class FaultInjector {

  private static final Duration DELAY = Duration.ofMillis(80);

  private final ProcessTable processes;
  private final Proxies proxies;
  private final Path checkpoints;
  private final Map<Target, List<Long>> frozen = new HashMap<>();

  FaultInjector(Home home, Proxies proxies) {
    this.processes = new ProcessTable(home);
    this.proxies = proxies;
    this.checkpoints = home.data("flink").resolve("checkpoints");
  }

  /**
   * Does it.
   *
   * @return false when there is nothing to do it to at the moment
   */
  boolean begin(Fault fault) {
    return switch (fault.kind()) {
      case KILL -> kill(fault.target());
      case FREEZE -> freeze(fault.target());
      case CUT -> {
        proxies.of(fault.target()).cut();
        yield true;
      }
      case DELAY -> {
        proxies.of(fault.target()).delay(DELAY);
        yield true;
      }
      case BLOCK -> block();
    };
  }

  /** Undoes it; a kill is the stack's own to undo. */
  void end(Fault fault) {
    switch (fault.kind()) {
      case KILL -> {}
      case FREEZE -> thaw(fault.target());
      case CUT, DELAY -> proxies.of(fault.target()).heal();
      case BLOCK -> unblock();
    }
  }

  /** Undoes whatever is not undone yet. */
  void endAll() {
    List.copyOf(frozen.keySet()).forEach(this::thaw);
    proxies.healAll();
    unblock();
  }

  private Stream<ChildProcess> alive(Target target) {
    String name =
        switch (target) {
          case TASK_MANAGER -> "flink-taskmanager";
          case JOB_MANAGER -> "flink-jobmanager";
          case COORDINATOR -> "coordinator";
          case WORKER_1 -> "worker-1";
          case WORKER_2 -> "worker-2";
          case BACKFILL -> "backfills";
          case KAFKA -> "kafka";
          case POSTGRES -> "postgres";
          case FLINK_REST, CHECKPOINTS ->
              throw new IllegalArgumentException(target + " is no process");
        };
    return processes.alive().stream().filter(process -> process.name().startsWith(name)).limit(1);
  }

  private boolean kill(Target target) {
    List<ChildProcess> victims = alive(target).toList();
    victims.forEach(ChildProcess::crash);
    return !victims.isEmpty();
  }

  /** Together with its children: the sessions of a database server are processes too. */
  private boolean freeze(Target target) {
    List<Long> pids = new ArrayList<>();
    alive(target)
        .forEach(
            process -> {
              pids.add(process.pid());
              ProcessHandle.of(process.pid()).stream()
                  .flatMap(ProcessHandle::descendants)
                  .forEach(child -> pids.add(child.pid()));
            });
    pids.forEach(pid -> Signals.send(pid, "STOP"));
    frozen.put(target, pids);
    return !pids.isEmpty();
  }

  private void thaw(Target target) {
    frozen.getOrDefault(target, List.of()).forEach(pid -> Signals.send(pid, "CONT"));
    frozen.remove(target);
  }

  /** A file where the folder was: whoever runs this may be root, whom no permission stops. */
  private boolean block() {
    try {
      if (!Files.isDirectory(checkpoints)) {
        return false;
      }
      Files.move(checkpoints, away());
      Files.createFile(checkpoints);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoints cannot be blocked", e);
    }
  }

  private void unblock() {
    try {
      if (Files.isDirectory(away())) {
        Files.deleteIfExists(checkpoints);
        Files.move(away(), checkpoints);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoints cannot be given back", e);
    }
  }

  private Path away() {
    return checkpoints.resolveSibling("checkpoints-away");
  }
}
