package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Archives of classes, with which servers start sooner and as well without. A server that has none
 * writes down which classes it loads; from that an archive is made when nobody waits for it.
 *
 * <p>Whatever goes wrong here only means a start without.
 *
 * @param folder may be removed at any time
 */
public record ClassArchives(Path folder) {

  /** After it was killed. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  /** A mismatch, after a change of the JDK say, is no reason to speak of it. */
  private static final List<String> QUIET = List.of("-Xlog:cds*=error", "-Xlog:class+path*=error");

  /** Below the build's outputs, so that a clean build has none. */
  public static ClassArchives of(ProjectRoot root) {
    return new ClassArchives(root.target(".").resolve("class-archives").normalize());
  }

  /** The same program with its archive, or as one that writes down its classes. */
  public JavaProgram applied(JavaProgram program) {
    return applied(program, ownJar());
  }

  JavaProgram applied(JavaProgram program, Optional<Path> jar) {
    if (jar.isEmpty()) {
      return program;
    }
    // The archive is made by a class of this jar, and fits only where the class path is the same.
    ClassPath classPath = program.classPath().with(jar.get());
    try {
      Optional<ClassArchive> archive = ClassArchive.of(folder, program.mainClass(), classPath);
      return archive.isEmpty() ? program : applied(program, classPath, archive.get());
    } catch (IOException | RuntimeException e) {
      return program;
    }
  }

  /** Makes those that are missing, in the background and below all other work. */
  public void makeMissing() {
    makeMissing(List.of());
  }

  /** As {@link #makeMissing()}, until everything of the home is stopped. */
  public void makeMissing(Home home) {
    makeMissing(List.of(home.folder().toString()));
  }

  private void makeMissing(List<String> homes) {
    Optional<Path> jar = ownJar();
    if (jar.isEmpty() || !anythingToMake()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("nice", "-n", "10"));
    command.addAll(JavaProgram.java());
    command.addAll(List.of("-Xmx32m", "-cp", jar.get().toString()));
    command.addAll(List.of(ArchiveMaker.class.getName(), folder.toString()));
    command.addAll(homes);
    if (Spawn.HAS_SETSID) {
      command.add(0, "setsid");
    }
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start();
    } catch (IOException startsWithout) {
      // There is no nice here, or no memory.
    }
  }

  /** Ends what makes archives because of this home; what is not made is made another time. */
  static void stopMaking(Home home) {
    List<ProcessHandle> makers =
        ProcessHandle.allProcesses().filter(process -> isMakerOf(home, process)).toList();
    for (ProcessHandle maker : makers) {
      List<ProcessHandle> all = new ArrayList<>(maker.descendants().toList());
      all.add(maker);
      maker.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(
          ended -> Wait.until(() -> ProcessIdentity.of(ended.pid()).isEmpty(), ENDS_WITHIN));
    }
  }

  private static boolean isMakerOf(Home home, ProcessHandle process) {
    List<String> words = List.of(process.info().arguments().orElse(new String[0]));
    return words.contains(ArchiveMaker.class.getName())
        && words.get(words.size() - 1).equals(home.folder().toString());
  }

  private static JavaProgram applied(JavaProgram program, ClassPath classPath, ClassArchive archive)
      throws IOException {
    Files.createDirectories(archive.folder());
    Optional<Path> finished = archive.finished();
    if (finished.isPresent()) {
      List<String> options = new ArrayList<>(QUIET);
      options.add("-XX:SharedArchiveFile=" + finished.get());
      return program.with(classPath, options);
    }
    Optional<Path> list = archive.freeList();
    if (list.isEmpty() || Files.exists(archive.file(ClassArchive.FAILED))) {
      return program;
    }
    Path whole = archive.file("." + System.nanoTime() + ClassArchive.PART);
    classPath.writeArguments(whole);
    Files.move(whole, archive.file(ClassArchive.CLASS_PATH), StandardCopyOption.ATOMIC_MOVE);
    return program.with(program.classPath(), List.of("-XX:DumpLoadedClassList=" + list.get()));
  }

  private boolean anythingToMake() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(ClassArchive.CLASS_PATH));
    } catch (IOException noFolder) {
      return false;
    }
  }

  /** Empty where this class runs from a folder. */
  private static Optional<Path> ownJar() {
    try {
      return Optional.of(
              Path.of(
                  ClassArchives.class.getProtectionDomain().getCodeSource().getLocation().toURI()))
          .filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class location that is no path", e);
    }
  }
}
