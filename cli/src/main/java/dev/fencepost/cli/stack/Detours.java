package dev.fencepost.cli.stack;

/**
 * Ports under which the stack's own parts reach its servers, where something stands in between; 0
 * for the server's own port.
 */
public record Detours(int database, int kafka, int flink) {

  /** Everybody reaches every server directly. */
  public static final Detours NONE = new Detours(0, 0, 0);

  String database(String jdbcUrl, int port) {
    return changed(jdbcUrl, port, database);
  }

  String flink(String restUrl, int port) {
    return changed(restUrl, port, flink);
  }

  private static String changed(String url, int port, int detour) {
    return detour == 0 ? url : url.replace(":" + port, ":" + detour);
  }
}
