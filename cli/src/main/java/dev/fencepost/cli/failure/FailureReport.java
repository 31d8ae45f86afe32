package dev.fencepost.cli.failure;

import dev.fencepost.cli.session.Terminal;
import dev.fencepost.engine.fence.UnknownPolicyException;
import dev.fencepost.engine.job.NotFoundException;
import dev.fencepost.sql.transaction.DatabaseException;
import dev.fencepost.sql.transaction.Remedy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a sentence what went wrong and answers the exit code. */
public record FailureReport(Terminal terminal)
    implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    terminal.error(sentence(e.getMessage()));
    CommandLine command = e.getCommandLine();
    if (!UnmatchedArgumentException.printSuggestions(e, terminal.messages())) {
      terminal.note(
          "Try '" + command.getCommandSpec().qualifiedName() + " --help' for what it takes.");
    }
    trace(e);
    return ExitCode.USAGE.number();
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, @Nullable ParseResult parsed) {
    return report(e);
  }

  /** For failures outside of any command too. */
  public int report(Exception e) {
    terminal.error(sentence(describe(e)));
    trace(e);
    return exitCode(e).number();
  }

  private void trace(Exception e) {
    if (terminal.isDebug()) {
      e.printStackTrace(terminal.messages());
    }
  }

  private static ExitCode exitCode(Exception e) {
    if (e instanceof CommandFailure failure) {
      return failure.exitCode();
    }
    return e instanceof NotFoundException || e instanceof UnknownPolicyException
        ? ExitCode.NOT_FOUND
        : ExitCode.FAILED;
  }

  private static String describe(Exception e) {
    if (e instanceof DatabaseException database) {
      return database.remedy() == Remedy.RETRY
          ? "the database does not answer (" + e.getMessage() + "); check 'fencepost status'"
          : e.getMessage() == null ? "the database refused" : e.getMessage();
    }
    if (e instanceof UncheckedIOException && e.getCause() instanceof IOException cause) {
      return e.getMessage() + ": " + describe(cause);
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + " may not be read or written by this user";
    }
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return e.getClass().getSimpleName() + "; --debug shows where";
    }
    return e instanceof IOException || e.getClass().getName().startsWith("dev.fencepost.")
        ? message
        : message + " (" + e.getClass().getSimpleName() + ")";
  }

  private static String sentence(@Nullable String message) {
    return message == null ? "it failed without saying why" : message.strip();
  }
}
