package dev.fencepost.discovery.partition;

import dev.fencepost.discovery.connector.KeyOrder;
import dev.fencepost.discovery.connector.KeyRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a sorted listing into scopes while it goes by. It remembers runs of neighbouring objects,
 * and joins them when they become too many, so memory does not grow with the listing.
 */
public final class ScopeCutter {

  /** Opening an object costs about as much as reading this many bytes. */
  private static final long BYTES_PER_OPEN = 16_384;

  private static final int RUNS_PER_SCOPE = 64;

  private final ScopePlan plan;
  private final int mostRuns;
  private List<Run> runs = new ArrayList<>();
  private long quantum = BYTES_PER_OPEN;
  private @Nullable String lastKey;
  private String from;
  private long objects;
  private long bytes;

  /** Objects next to each other, from the first key on. */
  private record Run(String first, long objects, long bytes) {

    long weight() {
      return bytes + objects * BYTES_PER_OPEN;
    }

    Run with(Run next) {
      return new Run(first, objects + next.objects, bytes + next.bytes);
    }
  }

  public ScopeCutter(ScopePlan plan) {
    this(plan, "");
  }

  /**
   * @param from where the first scope begins; everything that is listed lies behind
   */
  public ScopeCutter(ScopePlan plan, String from) {
    this.plan = plan;
    this.from = from;
    this.mostRuns = Math.max(1024, plan.wantedScopes() * RUNS_PER_SCOPE);
  }

  /**
   * Takes the next object of the listing.
   *
   * @throws IllegalArgumentException if the key is not behind the last one
   */
  public void add(String key, long bytes) {
    if (lastKey != null && KeyOrder.compare(lastKey, key) >= 0) {
      throw new IllegalArgumentException("a listing must be in key order");
    }
    lastKey = key;
    objects++;
    this.bytes += bytes;
    append(runs, new Run(key, 1, bytes), quantum);
    while (runs.size() > mostRuns && quantum < Long.MAX_VALUE / 4) {
      quantum *= 2;
      List<Run> joined = new ArrayList<>();
      runs.forEach(run -> append(joined, run, quantum));
      runs = joined;
    }
  }

  /** Joins a run to the last one if together they stay within the limits. */
  private void append(List<Run> target, Run run, long most) {
    Run last = target.isEmpty() ? null : target.get(target.size() - 1);
    if (last != null && last.weight() + run.weight() <= most && fits(last.with(run))) {
      target.set(target.size() - 1, last.with(run));
    } else {
      target.add(run);
    }
  }

  private boolean fits(Run run) {
    return run.objects() <= plan.mostObjects() && run.bytes() <= plan.mostBytes();
  }

  /**
   * Whether as much was listed as the wanted number of scopes can hold. How that is cut does not
   * depend on what follows.
   */
  public boolean isFull() {
    return objects >= plan.wantedScopes() * plan.mostObjects()
        || bytes >= plan.wantedScopes() * plan.mostBytes();
  }

  /**
   * The scopes of what was listed so far, the last one up to a key behind it, where the next ones
   * begin; none if nothing was listed.
   */
  public List<Scope> cutBefore(String key) {
    List<Scope> scopes = runs.isEmpty() ? List.of() : scopes(key);
    if (!scopes.isEmpty()) {
      from = key;
      runs = new ArrayList<>();
      quantum = BYTES_PER_OPEN;
      objects = 0;
      bytes = 0;
    }
    return scopes;
  }

  /**
   * The scopes of what is left, in order: the first begins where the others ended, or at the first
   * key there can be; the last has no end.
   */
  public List<Scope> scopes() {
    return runs.isEmpty()
        ? List.of(new Scope(new KeyRange(from, null), 0, 0))
        : scopes((String) null);
  }

  private List<Scope> scopes(@Nullable String end) {
    long total = runs.stream().mapToLong(Run::weight).sum();
    List<Run> groups = grouped(total);
    List<Scope> scopes = new ArrayList<>(groups.size());
    String begin = from;
    for (int i = 0; i < groups.size(); i++) {
      String to = i + 1 < groups.size() ? groups.get(i + 1).first() : end;
      Run run = groups.get(i);
      scopes.add(new Scope(new KeyRange(begin, to), run.objects(), run.bytes()));
      begin = to == null ? begin : to;
    }
    return scopes;
  }

  /** Closes a group when it has its share of what was left when it began. */
  private List<Run> grouped(long total) {
    List<Run> groups = new ArrayList<>();
    long left = total;
    Run open = null;
    for (Run run : runs) {
      if (open == null) {
        open = run;
        continue;
      }
      long share = left / Math.max(1, plan.wantedScopes() - groups.size());
      boolean full = open.weight() + run.weight() / 2 >= share;
      boolean worthIt = open.objects() >= plan.leastObjects();
      if ((full && worthIt) || !fits(open.with(run))) {
        groups.add(open);
        left -= open.weight();
        open = run;
      } else {
        open = open.with(run);
      }
    }
    if (open != null) {
      groups.add(open);
    }
    return groups;
  }
}
