package dev.fencepost.discovery.connector.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before the store and answers some requests itself, as a store does that denies an object
 * or has too much to do. It passes requests on without a change but one, as they are signed: the
 * connection ends with the answer.
 */
final class Gate implements AutoCloseable {

  private final ServerSocket server;
  private final URI store;
  private final Map<String, String> refusals = new ConcurrentHashMap<>();

  Gate(URI store) throws IOException {
    this.store = store;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /**
   * Requests whose first line contains the text are answered like this, for example 503 SlowDown.
   */
  void refuse(String text, String answer) {
    refusals.put(text, answer);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "gate");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      String line = head.substring(0, head.indexOf('\r'));
      for (Map.Entry<String, String> refusal : refusals.entrySet()) {
        if (line.contains(refusal.getKey())) {
          client.getOutputStream().write(bytes(answer(refusal.getValue())));
          return;
        }
      }
      try (Socket behind = new Socket(store.getHost(), store.getPort())) {
        String closing = head.replaceAll("(?i)\r\nconnection:[^\r]*", "");
        closing = closing.substring(0, closing.length() - 2) + "Connection: close\r\n\r\n";
        // The store checks what the client signed, which is where the client thinks it is.
        behind.getOutputStream().write(bytes(closing));
        behind.getInputStream().transferTo(client.getOutputStream());
      }
    } catch (IOException clientGaveUp) {
      // As it may.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (c == '\n' && head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static String answer(String refusal) {
    String code = refusal.substring(refusal.indexOf(' ') + 1);
    // An answer that is no refusal says nothing at all.
    String body =
        refusal.startsWith("200")
            ? ""
            : "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
    return "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(refusal, body.length(), body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
