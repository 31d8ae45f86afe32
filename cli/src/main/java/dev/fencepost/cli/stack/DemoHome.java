package dev.fencepost.cli.stack;

import dev.fencepost.local.home.Home;
import java.nio.file.Path;

/** Tells data that a demo wrote, and may replace, from data that belong to the user. */
public final class DemoHome {

  private DemoHome() {}

  /** A file that lies among the data as long as only demos have used them. */
  public static Path marker(Home home) {
    return home.data("only-a-demo");
  }
}
