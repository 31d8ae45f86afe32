package dev.fencepost.cli.stack;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.home.Folders;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells data that a demo wrote, and may replace, from data that belong to the user. */
public final class DemoHome {

  private DemoHome() {}

  /**
   * Where a demo may run: the home itself unless something runs there or it holds the user's data,
   * else a home of its own below it.
   *
   * @throws CommandFailure when a demo's stack runs there already
   */
  public static Home choose(Home home) {
    if (isFree(home)) {
      return home;
    }
    Home own = below(home);
    if (!isFree(own)) {
      throw CommandFailure.failed(
          "a demo's stack runs in " + own.folder() + "; stop it with 'fencepost down' first");
    }
    return own;
  }

  /** The home of demos that have to leave the user's own alone. */
  public static Home below(Home home) {
    return new Home(home.folder().resolve("demo"));
  }

  private static boolean isFree(Home home) {
    boolean usersOwn =
        Files.exists(home.folder().resolve("data/postgres")) && !Files.exists(marker(home));
    return !usersOwn && new ProcessTable(home).alive().isEmpty();
  }

  /** Removes what an earlier demo left, and marks what comes as a demo's. */
  public static void begin(Home home) throws IOException {
    Folders.delete(home.folder().resolve("data"));
    Files.writeString(
        marker(home), "The data beside this file are a demo's; the next replaces them.\n");
  }

  /** A file that lies among the data as long as only demos have used them. */
  public static Path marker(Home home) {
    return home.data("only-a-demo");
  }
}
