package dev.fencepost.cli.backfill;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How a backfill is started as a process.
 *
 * @param followerUrl where a standby answers; blank for none
 * @param reading what else the process is told, by the names of environment variables
 */
public record BackfillService(
    ConnectionSource.Settings database, String followerUrl, Map<String, String> reading) {

  public BackfillService {
    reading = Map.copyOf(reading);
  }

  /** Starts the process, which ends with this one. */
  public ChildProcess start(Home home, long jobId) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FENCEPOST_DB_URL", database.url());
    environment.put("FENCEPOST_DB_USER", database.user());
    environment.put("FENCEPOST_DB_PASSWORD", database.password());
    environment.put("FENCEPOST_FOLLOWER_URL", followerUrl);
    environment.putAll(reading);
    return JavaService.of(name(jobId), "backfill-batch", "dev.fencepost.backfill.BackfillMain")
        .withOptions("-Xms96m", "-Xmn64m", "-Xmx256m")
        .withArguments("--job", Long.toString(jobId))
        .withEnvironment(environment)
        .start(home, Lifetime.WITH_PARENT);
  }

  static String name(long jobId) {
    return "backfill-" + jobId;
  }
}
