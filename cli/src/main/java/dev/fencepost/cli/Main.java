package dev.fencepost.cli;

import dev.fencepost.cli.failure.FailureReport;
import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Where {@code ./fencepost} begins. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length == 1 && Version.isAskedBy(arguments[0])) {
      // Without the command line's library, whose classes take most of such a short run.
      System.out.println(Version.text());
      return;
    }
    // Before the first logger exists: libraries are silent unless somebody looks for a fault.
    boolean debug = List.of(arguments).contains("--debug");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "info" : "off");
    System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", debug ? "warn" : "off");
    Map<String, String> environment = System.getenv();
    Terminal terminal = Terminal.system(environment);
    int exitCode;
    try {
      exitCode = run(new Session(terminal, environment, Home.resolve()), arguments);
    } catch (IllegalStateException noProject) {
      exitCode = new FailureReport(terminal).report(noProject);
    }
    System.exit(exitCode);
  }

  /** Runs one command and returns its exit code. */
  public static int run(Session session, String... arguments) {
    FailureReport failures = new FailureReport(session.terminal());
    boolean plain = session.variable("NO_COLOR").isPresent();
    CommandLine line =
        Fencepost.commandLineFor(session, arguments)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures)
            .setColorScheme(CommandLine.Help.defaultColorScheme(plain ? Ansi.OFF : Ansi.AUTO));
    return line.execute(arguments);
  }
}
