package dev.fencepost.discovery.connector;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The data source as a whole cannot be read now, whatever object was asked for. The message is a
 * sentence for operators and holds neither a secret nor content.
 */
public class SourceAwayException extends IOException {

  private static final long serialVersionUID = 1L;

  public SourceAwayException(String message) {
    this(message, null);
  }

  public SourceAwayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
