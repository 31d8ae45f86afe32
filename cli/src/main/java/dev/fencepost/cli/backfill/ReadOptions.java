package dev.fencepost.cli.backfill;

import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.engine.backfill.ReadPreference;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
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
      converter = Seconds.class,
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

  /** Reads {@code 10s}, {@code 2m} or a bare number of seconds. */
  static final class Seconds implements ITypeConverter<Duration> {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m)?");
    private static final int AT_LEAST = 2;

    @Override
    public Duration convert(String text) {
      Matcher time = TIME.matcher(text);
      if (!time.matches()) {
        throw new TypeConversionException("'" + text + "' is no time like 10s or 1m");
      }
      long number = Long.parseLong(time.group(1));
      Duration length =
          "m".equals(time.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
      if (length.toSeconds() < AT_LEAST) {
        throw new TypeConversionException("followers can not answer as of less than 2 s ago");
      }
      return length;
    }
  }
}
