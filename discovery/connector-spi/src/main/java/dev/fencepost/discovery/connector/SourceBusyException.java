package dev.fencepost.discovery.connector;

import org.jspecify.annotations.Nullable;

/** The data source asks for fewer requests. It is nobody's fault, so the attempt does not count. */
public final class SourceBusyException extends SourceAwayException {

  private static final long serialVersionUID = 1L;

  public SourceBusyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
