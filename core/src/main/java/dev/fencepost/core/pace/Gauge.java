package dev.fencepost.core.pace;

/**
 * One of the times that a pace looks at: what is usual for it, and whether what is seen is slow
 * beside that.
 *
 * @param usualMillis 0 before the first was seen
 * @param seenMillis the one seen last
 * @param marginMillis by so much more than usual nobody is hurt, whatever the factor is
 */
record Gauge(double usualMillis, long seenMillis, long marginMillis) {

  private static final double SLOW_FACTOR = 2;
  private static final double FOLLOWS_DOWN = 0.3;
  private static final double FOLLOWS_UP_WHILE_PAUSED = 0.05;

  static Gauge unseen(long marginMillis) {
    return new Gauge(0, 0, marginMillis);
  }

  /**
   * After another look.
   *
   * @param isPaused only then is a time longer than usual not the backfill's doing
   */
  Gauge next(long seen, boolean isPaused) {
    return new Gauge(usualAfter(seen, isPaused), seen, marginMillis);
  }

  boolean isSlow() {
    return seenMillis > limitMillis();
  }

  /** Above this it counts as slow. */
  long limitMillis() {
    return Math.round(Math.max(usualMillis * SLOW_FACTOR, usualMillis + marginMillis));
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
      return seen;
    }
    double up = isPaused ? FOLLOWS_UP_WHILE_PAUSED : 0;
    return usualMillis + (seen - usualMillis) * (seen < usualMillis ? FOLLOWS_DOWN : up);
  }
}
