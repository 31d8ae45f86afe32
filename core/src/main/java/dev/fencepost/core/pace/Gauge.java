package dev.fencepost.core.pace;

/**
 * One of the times that a pace looks at: what is usual for it, and whether what is seen is slow
 * beside that.
 *
 * @param usualMillis 0 before the first was seen
 * @param seenMillis the one seen last
 */
record Gauge(Kind kind, double usualMillis, long seenMillis) {

  /** What the times are of, and how they are judged. */
  enum Kind {
    /** How long landings take, which says at once how the database does. */
    LANDINGS(100, Long.MAX_VALUE, 0.05),

    /**
     * How long records wait until they have landed, which may be long before anybody looked, and
     * stays long until what was missed is made up for.
     */
    WAITS(500, 1_000, 0);

    private final long marginMillis;
    private final long firstAtMost;
    private final double followsUpWhilePaused;

    /**
     * @param marginMillis by so much more than usual nobody is hurt, whatever the factor is
     * @param firstAtMost how much of what is seen first is taken for usual, in milliseconds
     * @param followsUpWhilePaused the share of the difference by which a look moves what is usual
     */
    Kind(long marginMillis, long firstAtMost, double followsUpWhilePaused) {
      this.marginMillis = marginMillis;
      this.firstAtMost = firstAtMost;
      this.followsUpWhilePaused = followsUpWhilePaused;
    }
  }

  private static final double SLOW_FACTOR = 2;
  private static final double FOLLOWS_DOWN = 0.3;
  private static final double ACCEPTED = 0.6;

  static Gauge unseen(Kind kind) {
    return new Gauge(kind, 0, 0);
  }

  /**
   * After another look.
   *
   * @param isPaused only then is a time longer than usual not the backfill's doing
   */
  Gauge next(long seen, boolean isPaused) {
    return new Gauge(kind, usualAfter(seen, isPaused), seen);
  }

  /** What is seen is not the backfill's doing: what is usual comes most of the way. */
  Gauge accepted() {
    double nearer = usualMillis + (seenMillis - usualMillis) * ACCEPTED;
    return new Gauge(kind, Math.max(usualMillis, nearer), seenMillis);
  }

  boolean isSlow() {
    return seenMillis > limitMillis();
  }

  /** Above this it counts as slow. */
  long limitMillis() {
    return Math.round(Math.max(usualMillis * SLOW_FACTOR, usualMillis + kind.marginMillis));
  }

  /**
   * In words.
   *
   * @param what takes so long, with its verb
   */
  String says(String what) {
    String times = "%s %d ms, usually %d ms".formatted(what, seenMillis, Math.round(usualMillis));
    return isSlow() ? times + ", and more than %d ms is slow".formatted(limitMillis()) : times;
  }

  private double usualAfter(long seen, boolean isPaused) {
    if (usualMillis == 0) {
      return Math.min(seen, kind.firstAtMost);
    }
    double up = isPaused ? kind.followsUpWhilePaused : 0;
    return usualMillis + (seen - usualMillis) * (seen < usualMillis ? FOLLOWS_DOWN : up);
  }
}
