package dev.fencepost.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to a loopback port, until it is told to cut or delay them. */
public final class TcpProxy implements AutoCloseable {

  private static final int BUFFER = 16_384;
  private static final int CONNECT_LIMIT_MILLIS = 2_000;

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile long delayMillis;
  private volatile boolean cut;

  /**
   * Listens at once; the target need not be up yet.
   *
   * @param port where to listen
   * @param target where to pass connections on to
   */
  public TcpProxy(int port, int target) {
    this.target = target;
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy cannot listen on port " + port, e);
    }
    start("proxy-" + port, this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Breaks all connections, and new ones too until {@link #heal}. */
  public void cut() {
    cut = true;
    sockets.forEach(TcpProxy::closeQuietly);
  }

  /** Holds each piece of data back for as long, in both directions. */
  public void delay(Duration time) {
    delayMillis = time.toMillis();
  }

  /** Passes everything on again. */
  public void heal() {
    cut = false;
    delayMillis = 0;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (cut) {
          closeQuietly(client);
        } else {
          start("proxy-connection", () -> connect(client));
        }
      } catch (IOException e) {
        // Closing the proxy ends the wait this way; anything else is tried again.
      }
    }
  }

  private void connect(Socket client) {
    Socket upstream = new Socket();
    sockets.add(client);
    sockets.add(upstream);
    try {
      upstream.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_LIMIT_MILLIS);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      start("proxy-back", () -> pump(upstream, client));
      pump(client, upstream);
    } catch (IOException e) {
      end(client, upstream);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        long pause = delayMillis;
        if (pause > 0) {
          Thread.sleep(pause);
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // One end is gone; the other learns it below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(from, to);
    }
  }

  private void end(Socket one, Socket other) {
    sockets.remove(one);
    sockets.remove(other);
    closeQuietly(one);
    closeQuietly(other);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 128 * 1024L);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  /** Ends everything. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy cannot be closed", e);
    }
    sockets.forEach(TcpProxy::closeQuietly);
  }
}
