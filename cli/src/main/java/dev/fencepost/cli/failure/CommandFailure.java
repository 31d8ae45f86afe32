package dev.fencepost.cli.failure;

import org.jspecify.annotations.Nullable;

/** A command can not do what was asked; the message is a sentence for the person who asked. */
public final class CommandFailure extends RuntimeException {

  private final ExitCode exitCode;

  public CommandFailure(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  public CommandFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.FAILED, message);
  }

  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  public static CommandFailure notFound(String message) {
    return new CommandFailure(ExitCode.NOT_FOUND, message);
  }

  public static CommandFailure timedOut(String message) {
    return new CommandFailure(ExitCode.TIMED_OUT, message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
