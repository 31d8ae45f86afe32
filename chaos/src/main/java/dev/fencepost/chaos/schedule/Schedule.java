package dev.fencepost.chaos.schedule;

import dev.fencepost.chaos.schedule.Fault.Kind;
import dev.fencepost.chaos.schedule.Fault.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The faults of one run, in the order of their times.
 *
 * @param lasts how long the run is; every fault ends before
 */
public record Schedule(long seed, Duration lasts, List<Fault> faults) {

  /** Longer than any lease and heartbeat of the local stack. */
  public static final Duration FREEZE = Duration.ofSeconds(35);

  private static final Duration FIRST = Duration.ofSeconds(3);
  private static final int LEAST_PAUSE_MILLIS = 2_000;
  private static final int PAUSE_SPREAD_MILLIS = 5_000;
  private static final int LEAST_OUTAGE_MILLIS = 2_000;
  private static final int OUTAGE_SPREAD_MILLIS = 8_000;

  private record Choice(Kind kind, Target target) {}

  public Schedule {
    faults = List.copyOf(faults);
  }

  /** The same seed and length give the same schedule. */
  public static Schedule of(long seed, Duration lasts) {
    Random random = new Random(seed);
    List<Fault> faults = new ArrayList<>();
    List<Choice> deck = new ArrayList<>();
    Duration at = FIRST;
    while (at.compareTo(lasts) < 0) {
      if (deck.isEmpty()) {
        // Every choice comes once before one comes again, so that short runs differ by their seeds.
        deck.addAll(choices());
        Collections.shuffle(deck, random);
      }
      Choice choice = deck.remove(deck.size() - 1);
      Duration length = length(choice.kind, random);
      Fault fault = new Fault(at, choice.kind, choice.target, length);
      if (fault.ends().compareTo(lasts) < 0 && isFree(faults, fault)) {
        faults.add(fault);
      }
      at = at.plusMillis(LEAST_PAUSE_MILLIS + random.nextInt(PAUSE_SPREAD_MILLIS));
    }
    return new Schedule(seed, lasts, faults);
  }

  private static List<Choice> choices() {
    List<Choice> all = new ArrayList<>();
    for (Target target : Target.values()) {
      if (target.isProcess()) {
        all.add(new Choice(Kind.KILL, target));
        all.add(new Choice(Kind.FREEZE, target));
      }
      if (target.isServer()) {
        all.add(new Choice(Kind.CUT, target));
        all.add(new Choice(Kind.DELAY, target));
      }
    }
    all.add(new Choice(Kind.BLOCK, Target.CHECKPOINTS));
    return all;
  }

  private static Duration length(Kind kind, Random random) {
    int outage = LEAST_OUTAGE_MILLIS + random.nextInt(OUTAGE_SPREAD_MILLIS);
    return switch (kind) {
      case KILL -> Duration.ZERO;
      case FREEZE -> FREEZE;
      case CUT, DELAY, BLOCK -> Duration.ofMillis(outage);
    };
  }

  /** What is frozen or cut already is left alone until that is over. */
  private static boolean isFree(List<Fault> before, Fault next) {
    return before.stream()
        .noneMatch(
            fault -> fault.target() == next.target() && fault.ends().compareTo(next.at()) >= 0);
  }
}
