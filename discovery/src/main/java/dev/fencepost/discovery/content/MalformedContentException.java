package dev.fencepost.discovery.content;

/** The content is not what its name says; read it as plain text. */
public final class MalformedContentException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedContentException(String format) {
    super("not well-formed " + format);
  }
}
