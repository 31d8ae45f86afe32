package dev.fencepost.backfill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a standby that failed is still waited for. Ranges that run at the same time share one.
 *
 * <p>It is given up when nothing worked for as long as the patience lasts, and asked again now and
 * then, so that a backfill of hours does not stay on the leader because of one bad minute.
 */
final class StandbyTrust {

  static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(30);

  private final Duration patience;
  private @Nullable Instant failsSince;
  private @Nullable Instant askAgainAt;

  StandbyTrust(Duration patience) {
    this.patience = patience;
  }

  /** Whether the standby is to be asked now. */
  synchronized boolean asks(Instant now) {
    return askAgainAt == null || !now.isBefore(askAgainAt);
  }

  /** Notes a failure; true when it is the one after which the standby is given up. */
  synchronized boolean failed(Instant now) {
    if (askAgainAt != null) {
      askAgainAt = now.plus(ASKED_AGAIN_AFTER);
      return false;
    }
    if (failsSince == null) {
      failsSince = now;
    }
    if (now.isBefore(failsSince.plus(patience))) {
      return false;
    }
    askAgainAt = now.plus(ASKED_AGAIN_AFTER);
    return true;
  }

  /** Notes that it answered; true when it had been given up. */
  synchronized boolean worked() {
    boolean back = askAgainAt != null;
    failsSince = null;
    askAgainAt = null;
    return back;
  }
}
