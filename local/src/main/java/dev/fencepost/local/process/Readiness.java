package dev.fencepost.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a process can be used now; asked again and again, so it must be cheap. */
@FunctionalInterface
public interface Readiness {

  int LIMIT_MILLIS = 1_000;

  boolean isReady();

  /** Something listens on the loopback port. */
  static Readiness port(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
        return true;
      } catch (IOException notYet) {
        return false;
      }
    };
  }

  /** A GET of the address answers with a 2xx status. */
  static Readiness http(URI address) {
    return () -> {
      try {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status / 100 == 2;
      } catch (IOException notYet) {
        return false;
      }
    };
  }

  /** The log holds the text; logs are begun anew at each start, so an old line cannot answer. */
  static Readiness log(Path log, String text) {
    return () -> {
      try {
        return Files.readString(log).contains(text);
      } catch (IOException notYet) {
        return false;
      }
    };
  }
}
