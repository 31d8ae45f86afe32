package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.proxy.TcpProxy;
import dev.fencepost.chaos.schedule.Fault.Target;
import dev.fencepost.cli.stack.Detours;
import dev.fencepost.cli.stack.StackSettings;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.Ports;

/** The proxies in front of the servers, and the stack's settings that lead through them. */
record Proxies(TcpProxy database, TcpProxy kafka, TcpProxy flink, StackSettings settings)
    implements AutoCloseable {

  private static final int WORKERS = 2;

  static Proxies open() {
    int database = Ports.free();
    int kafka = Ports.free();
    int flink = Ports.free();
    TcpProxy toDatabase = new TcpProxy(Ports.free(), database);
    TcpProxy toKafka = new TcpProxy(Ports.free(), kafka);
    TcpProxy toFlink = new TcpProxy(Ports.free(), flink);
    return new Proxies(
        toDatabase,
        toKafka,
        toFlink,
        new StackSettings(
            database,
            kafka,
            flink,
            0,
            WORKERS,
            false,
            Lifetime.WITH_PARENT,
            true,
            new Detours(toDatabase.port(), toKafka.port(), toFlink.port())));
  }

  /** The one in front of the server. */
  TcpProxy of(Target server) {
    return switch (server) {
      case POSTGRES -> database;
      case KAFKA -> kafka;
      case FLINK_REST -> flink;
      default -> throw new IllegalArgumentException("no proxy stands in front of " + server);
    };
  }

  void healAll() {
    database.heal();
    kafka.heal();
    flink.heal();
  }

  @Override
  public void close() {
    database.close();
    kafka.close();
    flink.close();
  }
}
