package dev.fencepost.core.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to act for something until a time, as the database stores it.
 *
 * @param holder null when nobody holds it
 * @param expiry the first moment at which another one may claim it; without meaning when free
 * @param version raised by every claim, never by a renewal
 */
public record Lease(@Nullable String holder, Instant expiry, long version) {

  public static Lease free(long version) {
    return new Lease(null, Instant.EPOCH, version);
  }

  public boolean isHeldAt(Instant now) {
    return holder != null && now.isBefore(expiry);
  }

  /**
   * Empty means refused: it is still held. That includes the claimant's own earlier life, which may
   * have left work in flight.
   */
  public Optional<Lease> claimedBy(String claimant, Instant now, Duration ttl) {
    return isHeldAt(now)
        ? Optional.empty()
        : Optional.of(new Lease(claimant, now.plus(ttl), version + 1));
  }

  /**
   * Empty means lost: another one claimed it. A lease that expired but was not claimed is still the
   * holder's, because nobody acted in between.
   */
  public Optional<Lease> renewedBy(String renewing, long knownVersion, Instant now, Duration ttl) {
    return permits(renewing, knownVersion)
        ? Optional.of(new Lease(renewing, now.plus(ttl), version))
        : Optional.empty();
  }

  /** Empty means there is nothing to give back: another one claimed it. */
  public Optional<Lease> releasedBy(String releasing, long knownVersion) {
    return permits(releasing, knownVersion) ? Optional.of(free(version)) : Optional.empty();
  }

  /** Whether a write that names this holder and version is the current holder's. */
  public boolean permits(String acting, long knownVersion) {
    return acting.equals(holder) && knownVersion == version;
  }
}
