package dev.fencepost.bench;

import dev.fencepost.cli.Commands;
import dev.fencepost.cli.failure.FailureReport;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Where {@code ./fencepost bench} begins. */
public final class BenchMain {

  private BenchMain() {}

  public static void main(String[] arguments) {
    boolean debug = List.of(arguments).contains("--debug");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "info" : "off");
    Map<String, String> environment = System.getenv();
    Terminal terminal = Terminal.system(environment);
    System.exit(run(new Session(terminal, environment, Home.resolve()), arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(Session session, String... arguments) {
    FailureReport failures = new FailureReport(session.terminal());
    return new CommandLine(new Bench(session), new Commands(session))
        .setOut(session.terminal().dataWriter())
        .setErr(session.terminal().messages())
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .execute(arguments);
  }
}
