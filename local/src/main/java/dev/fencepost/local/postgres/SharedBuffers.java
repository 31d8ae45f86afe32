package dev.fencepost.local.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory the server may use for blocks of tables: a quarter of the machine's, as its
 * manual has it, within bounds. Only what is used of it is taken.
 */
final class SharedBuffers {

  /** PostgreSQL's default. */
  private static final long LEAST = 128;

  /** With a standby beside it as much is used once more. */
  private static final long MOST = 2_048;

  private SharedBuffers() {}

  /** For this machine, or the container that this is. */
  static long megabytes() {
    return megabytes(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
  }

  static long megabytes(long bytesOfMachine) {
    return Math.max(LEAST, Math.min(MOST, (bytesOfMachine >> 20) / 4));
  }
}
