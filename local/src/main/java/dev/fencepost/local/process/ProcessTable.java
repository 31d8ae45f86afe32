package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of one home, as far as they are written down: this JVM's own and those that another
 * one started or left behind.
 */
public record ProcessTable(Home home) {

  /** The process that starts others again; it is the first to be stopped. */
  public static final String KEEPER = "keeper";

  /** Every recorded process, dead or alive, in the order they were started. */
  public List<ChildProcess> all() {
    try (Stream<Path> files = Files.list(home.pids())) {
      return files
          .filter(file -> file.toString().endsWith(".properties"))
          .flatMap(file -> ProcessRecord.read(file).stream())
          .sorted(Comparator.comparingLong(ProcessRecord::startedMillis))
          .map(record -> ChildProcess.found(home, record))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + home.pids(), e);
    }
  }

  public List<ChildProcess> alive() {
    return all().stream().filter(ChildProcess::isAlive).toList();
  }

  /** The living process of that name. */
  public Optional<ChildProcess> alive(String name) {
    return ProcessRecord.read(ProcessRecord.fileIn(home.pids(), name))
        .map(record -> ChildProcess.found(home, record))
        .filter(ChildProcess::isAlive);
  }

  /** The process of that name that lives, or died a moment ago and is started again. */
  public Optional<ChildProcess> inService(String name) {
    return inService().stream().filter(process -> process.name().equals(name)).findFirst();
  }

  /** All that live, or died a moment ago and are started again. */
  public List<ChildProcess> inService() {
    boolean keeps = alive(KEEPER).isPresent();
    return all().stream()
        .filter(process -> process.isAlive() || (keeps && process.isKept()))
        .toList();
  }

  /**
   * Stops every living process, the last started first, forgets the dead ones, and clears what they
   * kept only while they ran. The keeper goes before all others, so that what it started last is
   * written down and nothing comes after it.
   */
  public void stopAll() {
    alive(KEEPER).ifPresent(ChildProcess::stop);
    List<ChildProcess> inOrder = all();
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      inOrder.get(i).stop();
    }
    ClassArchives.stopMaking(home);
    home.clearTemporary();
  }
}
