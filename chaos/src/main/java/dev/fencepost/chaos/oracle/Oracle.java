package dev.fencepost.chaos.oracle;

import dev.fencepost.chaos.oracle.FrozenTruth.Possible;
import dev.fencepost.chaos.oracle.Results.Open;
import dev.fencepost.chaos.oracle.Results.Place;
import dev.fencepost.chaos.oracle.Results.Policy;
import dev.fencepost.chaos.oracle.Truth.Live;
import dev.fencepost.policy.condition.Condition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the results with what the log says they must be. */
public final class Oracle {

  private static final int SAMPLES = 20;

  private final KafkaLog log;
  private final Truth truth;
  private final List<String> samples = new ArrayList<>();
  private long missing;
  private long extra;
  private long stale;
  private long frozen;
  private long undecided;

  private Oracle(KafkaLog log) {
    this.log = log;
    this.truth = new Truth(log);
  }

  /** Judges a database that has come to rest. */
  public static Verdict judge(KafkaLog log, Connection database) throws SQLException {
    return new Oracle(log).judge(database);
  }

  private Verdict judge(Connection database) throws SQLException {
    for (Policy policy : Results.policies(database)) {
      switch (policy.status()) {
        case "BACKFILLING", "ACTIVE" -> compare(database, policy, truth.live());
        case "FROZEN" -> compareFrozen(database, policy);
        // What was stopped keeps what it had; that it got nothing more, the audit tells.
        default -> {}
      }
    }
    Set<Place> spoilt = spoilt();
    Set<Place> kept = Results.deadLetters(database);
    return new Verdict(
        log.good(),
        spoilt.size(),
        missing,
        extra,
        stale,
        frozen,
        undecided,
        Audit.doubled(database),
        Audit.afterStop(database),
        without(spoilt, kept, "not kept as a dead letter"),
        without(kept, spoilt, "a dead letter that nobody spoilt"),
        truth.unendedTasks(),
        samples);
  }

  private void compare(Connection database, Policy policy, Map<String, Live> live)
      throws SQLException {
    Map<String, Live> expected = new HashMap<>();
    Condition condition = Condition.compile(policy.condition()).orElseThrow();
    live.forEach(
        (id, found) -> {
          if (condition.judge(found.finding()).matches()) {
            expected.put(id, found);
          }
        });
    for (Open open : Results.open(database, policy.id())) {
      Live wanted = expected.remove(open.findingId());
      if (wanted == null) {
        extra++;
        sample("extra", policy, open.toString());
      } else if (!isOver(open, policy, wanted)) {
        stale++;
        sample("stale", policy, open + " instead of " + wanted.epoch() + "/" + wanted.offsets());
      }
    }
    missing += expected.size();
    expected.forEach(
        (id, found) -> sample("missing", policy, id + " " + found.epoch() + "/" + found.offsets()));
  }

  /** As it was when the policy froze, as far as the log tells. */
  private void compareFrozen(Connection database, Policy policy) throws SQLException {
    Map<String, Possible> possible = FrozenTruth.of(log, policy.frozen());
    Condition condition = Condition.compile(policy.condition()).orElseThrow();
    Map<String, Open> open = new HashMap<>();
    Results.open(database, policy.id()).forEach(one -> open.put(one.findingId(), one));
    possible.forEach(
        (id, known) -> {
          List<Live> matching =
              known.states().stream()
                  .filter(state -> condition.judge(state.finding()).matches())
                  .toList();
          boolean must = !known.mayBeAbsent() && matching.size() == known.states().size();
          undecided += must || matching.isEmpty() ? 0 : 1;
          frozen++;
          @Nullable Open result = open.remove(id);
          if (result == null) {
            missing += must ? 1 : 0;
            if (must) {
              sample("missing", policy, id + " " + matching);
            }
          } else if (matching.isEmpty()) {
            extra++;
            sample("extra", policy, result.toString());
          } else if (matching.stream().noneMatch(state -> isOver(result, policy, state))) {
            stale++;
            sample("stale", policy, result + " instead of " + matching);
          }
        });
    extra += open.size();
    open.values().forEach(result -> sample("extra", policy, result.toString()));
  }

  private static boolean isOver(Open open, Policy policy, Live wanted) {
    return open.policyVersion() == policy.version()
        && open.epoch() == wanted.epoch()
        && wanted.offsets().contains(open.offset());
  }

  private Set<Place> spoilt() {
    Set<Place> spoilt = new HashSet<>();
    for (LogRecord record : log.records()) {
      if (record instanceof LogRecord.Bad bad) {
        spoilt.add(new Place(bad.partition(), bad.offset()));
      }
    }
    return spoilt;
  }

  private long without(Set<Place> places, Set<Place> others, String said) {
    Set<Place> left = new HashSet<>(places);
    left.removeAll(others);
    left.stream().limit(SAMPLES).forEach(place -> samples.add(said + ": " + place));
    return left.size();
  }

  private void sample(String kind, Policy policy, String difference) {
    if (samples.size() < SAMPLES) {
      samples.add(kind + ": " + policy.name() + " v" + policy.version() + ", " + difference);
    }
  }
}
