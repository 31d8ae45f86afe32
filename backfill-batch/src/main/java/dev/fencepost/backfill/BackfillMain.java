package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillJobs;
import dev.fencepost.sql.transaction.Database;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code --job ID}, {@code --activation ID}, or {@code --watch} to run whatever nobody runs until
 * the process is ended. Exit codes: 0 complete, 1 failed, 2 wrong arguments, 5 no such backfill, 6
 * another process runs it.
 */
public final class BackfillMain {

  private static final Logger LOG = LoggerFactory.getLogger(BackfillMain.class);

  private static final int WRONG_ARGUMENTS = 2;
  private static final int NOT_FOUND = 5;

  private BackfillMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    BackfillSettings settings;
    long id;
    try {
      settings = BackfillSettings.of(System.getenv());
      if (arguments.length == 1 && arguments[0].equals("--watch")) {
        return watch(settings);
      }
      id = id(arguments);
    } catch (IllegalArgumentException e) {
      LOG.error("{}", e.getMessage());
      return WRONG_ARGUMENTS;
    }
    Optional<Long> job = Optional.of(id);
    if (arguments[0].equals("--activation")) {
      job =
          Database.connecting(settings.database())
              .transact("find a backfill", tx -> BackfillJobs.ofActivation(tx, id));
    }
    if (job.isEmpty()) {
      LOG.error("activation {} has no backfill", id);
      return NOT_FOUND;
    }
    try {
      return new BackfillProcess(settings, job.get()).run().exitCode();
    } catch (RuntimeException e) {
      LOG.error("backfill {} failed: {}", job.get(), e.getMessage(), e);
      return BackfillProcess.Result.FAILED.exitCode();
    }
  }

  private static int watch(BackfillSettings settings) {
    try {
      new BackfillWatch(settings, InstantSource.system()).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return BackfillProcess.Result.FAILED.exitCode();
  }

  private static long id(String[] arguments) {
    boolean named =
        arguments.length == 2
            && (arguments[0].equals("--job") || arguments[0].equals("--activation"));
    if (!named) {
      throw new IllegalArgumentException("expected --job ID, --activation ID or --watch");
    }
    try {
      return Long.parseLong(arguments[1]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + arguments[1], e);
    }
  }
}
