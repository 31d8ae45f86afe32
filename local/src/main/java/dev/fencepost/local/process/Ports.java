package dev.fencepost.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports. A free port may be taken by another before it is used: callers try again. */
public final class Ports {

  /**
   * Below the range from which systems take the ports of outgoing connections. A port from that
   * range is lost while its server is restarted: a client that tries to reconnect is given it, and
   * then is connected to itself.
   */
  private static final int LOWEST = 15_000;

  private static final int BEYOND = 32_000;
  private static final int ATTEMPTS = 100;

  private Ports() {}

  /** A port that was free a moment ago. */
  public static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (isFree(port)) {
        return port;
      }
    }
    return anyFree();
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("the system has no free port", e);
    }
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // A port whose last connections are still lingering counts as free; servers set this too.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /**
   * The wanted port, or a free one for 0.
   *
   * @throws StartFailed when the wanted port is in use
   */
  public static int wantedOrFree(int wanted, String part) {
    if (wanted == 0) {
      return free();
    }
    if (!isFree(wanted)) {
      throw new StartFailed("port " + wanted + ", wanted for " + part + ", is in use");
    }
    return wanted;
  }
}
