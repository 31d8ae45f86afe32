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
    /** How long landings take. */
    LANDINGS(100, Long.MAX_VALUE),

    /** How long records wait until they have landed, which may be long before anybody looked. */
    WAITS(500, 1_000);

    private final long marginMillis;
    private final long firstAtMost;

    /**
     * @param marginMillis by so much more than usual nobody is hurt, whatever the factor is
     * @param firstAtMost how much of what is seen first is taken for usual, in milliseconds
     */
    Kind(long marginMillis, long firstAtMost) {
      this.marginMillis = marginMillis;
      this.firstAtMost = firstAtMost;
    }
  }

  private static final double SLOW_FACTOR = 2;
  private static final double FOLLOWS_DOWN = 0.3;
  private static final double FOLLOWS_UP_WHILE_PAUSED = 0.05;

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
    double up = isPaused ? FOLLOWS_UP_WHILE_PAUSED : 0;
    return usualMillis + (seen - usualMillis) * (seen < usualMillis ? FOLLOWS_DOWN : up);
  }
}
