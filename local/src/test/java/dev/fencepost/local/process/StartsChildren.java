package dev.fencepost.local.process;

import dev.fencepost.local.home.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that starts two children, one of each lifetime, and waits to be ended. */
final class StartsChildren {

  private StartsChildren() {}

  /** Arguments: the home, and {@code guarded} when Ctrl-C is to stop the children. */
  public static void main(String[] arguments) throws InterruptedException {
    Home home = new Home(Path.of(arguments[0]));
    List<String> sleep = List.of("sleep", "600");
    if (arguments[1].equals("guarded")) {
      ExitGuard.arm(home);
    }
    ChildProcess.start(home, ChildSpec.of("detached", sleep, Lifetime.DETACHED));
    ChildProcess.start(home, ChildSpec.of("with-parent", sleep, Lifetime.WITH_PARENT));
    new CountDownLatch(1).await();
  }
}
