package dev.fencepost.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Through a server that sends back what it gets. */
class TcpProxyTest {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final TcpProxy proxy = new TcpProxy(0, server.getLocalPort());

  TcpProxyTest() throws IOException {
    Thread echo = new Thread(this::echo);
    echo.setDaemon(true);
    echo.start();
  }

  private void echo() {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread one =
            new Thread(
                () -> {
                  try (socket) {
                    socket.getInputStream().transferTo(socket.getOutputStream());
                  } catch (IOException e) {
                    // The connection was cut.
                  }
                });
        one.setDaemon(true);
        one.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static int ask(Socket socket, int what) throws IOException {
    socket.getOutputStream().write(what);
    return socket.getInputStream().read();
  }

  @Test
  void everything_passes_in_both_directions() throws IOException {
    try (Socket socket = connect()) {
      assertThat(ask(socket, 42)).isEqualTo(42);
      assertThat(ask(socket, 43)).isEqualTo(43);
    }
  }

  @Test
  void a_cut_breaks_old_connections_and_new_ones_until_it_is_healed() throws IOException {
    try (Socket old = connect()) {
      assertThat(ask(old, 1)).isEqualTo(1);

      proxy.cut();

      assertThat(endOf(old)).isTrue();
      try (Socket fresh = connect()) {
        assertThat(endOf(fresh)).isTrue();
      }
      proxy.heal();
      try (Socket fresh = connect()) {
        assertThat(ask(fresh, 2)).isEqualTo(2);
      }
    }
  }

  /** A connection that is broken ends by an end or by an error, depending on who is quicker. */
  private static boolean endOf(Socket socket) {
    try {
      return socket.getInputStream().read() == -1;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void a_delay_holds_back_both_ways() throws IOException {
    proxy.delay(Duration.ofMillis(60));
    try (Socket socket = connect()) {
      long begun = System.nanoTime();
      assertThat(ask(socket, 1)).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(119));
    }
  }

  @Test
  void a_port_in_use_is_said() {
    assertThatThrownBy(() -> new TcpProxy(server.getLocalPort(), 1)).hasMessageContaining("port");
  }
}
