package dev.fencepost.cli.backfill;

import dev.fencepost.cli.TimeText;
import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.engine.backfill.ReadPreference;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options about where a backfill reads; a mixin. */
public final class ReadOptions {

  @Option(
      names = "--read",
      paramLabel = "WHERE",
      description = {
        "followers: on a follower only, waiting for it; leader: where is written;",
        "auto: on a follower when there is one, on the leader while it is away.",
        "FENCEPOST_BACKFILL_READ; auto when that is not set either."
      })
  private @Nullable ReadPreference read;

  @Option(
      names = "--staleness",
      paramLabel = "TIME",
      converter = Staleness.class,
      description = {
        "How old what YugabyteDB's followers answer may be, like 10s or 1m.",
        "FENCEPOST_BACKFILL_STALENESS in seconds; 10 s when that is not set either."
      })
  private @Nullable Duration staleness;

  /**
   * Looks before anything is started.
   *
   * @throws CommandFailure when followers were asked for and none is known
   */
  void requireFollower(Addresses addresses, Database database) {
    boolean lacking =
        preference(addresses.session().environment()) == ReadPreference.FOLLOWERS
            && addresses.followerIfKnown().isEmpty()
            && !database.dialect().hasFollowerReads();
    if (lacking) {
      throw CommandFailure.usage(
          "followers were asked for, but none is known: name a hot standby in"
              + " FENCEPOST_FOLLOWER_URL, or start the local stack with 'fencepost up --follower'");
    }
  }

  private ReadPreference preference(Map<String, String> environment) {
    if (read != null) {
      return read;
    }
    String named = environment.getOrDefault("FENCEPOST_BACKFILL_READ", "");
    for (ReadPreference one : ReadPreference.values()) {
      if (one.name().equalsIgnoreCase(named)) {
        return one;
      }
    }
    // The backfill's own process refuses what is none of them.
    return ReadPreference.AUTO;
  }

  /** For the backfill's process; what was not asked for is left to the environment. */
  Map<String, String> asEnvironment() {
    Map<String, String> asked = new HashMap<>();
    if (read != null) {
      asked.put("FENCEPOST_BACKFILL_READ", read.name());
    }
    if (staleness != null) {
      asked.put("FENCEPOST_BACKFILL_STALENESS", Long.toString(staleness.toSeconds()));
    }
    return asked;
  }

  /** How old an answer may be. */
  static final class Staleness extends TimeText {

    private static final int AT_LEAST = 2;

    @Override
    public Duration convert(String text) {
      Duration length = super.convert(text);
      if (length.toSeconds() < AT_LEAST) {
        throw new TypeConversionException("followers can not answer as of less than 2 s ago");
      }
      return length;
    }
  }
}
