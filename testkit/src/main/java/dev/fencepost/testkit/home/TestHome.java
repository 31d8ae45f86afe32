package dev.fencepost.testkit.home;

import dev.fencepost.local.home.Folders;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.home.ThrowAway;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A folder for servers under test; when the JVM ends they are killed and the folder is removed. */
public final class TestHome {

  private TestHome() {}

  /** A new home, reachable for every user because the database may run as another one. */
  public static Home create() {
    Home home = new Home(ThrowAway.folder());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home), "remove-test-home"));
    return home;
  }

  /** Unpacked binaries, kept from one test run to the next until the build is cleaned. */
  public static Path binaries() {
    return ProjectRoot.find().folder().resolve("target").resolve("test-binaries");
  }

  private static void remove(Home home) {
    new ProcessTable(home).all().forEach(ChildProcess::kill9);
    try {
      Folders.delete(home.folder());
    } catch (IOException | UncheckedIOException e) {
      System.err.println("the test folder " + home.folder() + " could not be removed: " + e);
    }
  }
}
