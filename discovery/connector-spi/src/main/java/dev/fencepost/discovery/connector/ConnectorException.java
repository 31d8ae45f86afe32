package dev.fencepost.discovery.connector;

/**
 * A data source's configuration cannot be used. The message is one sentence for the person who
 * wrote it; trying again without changing it is useless.
 */
public final class ConnectorException extends Exception {

  private static final long serialVersionUID = 1L;

  public ConnectorException(String message) {
    super(message);
  }
}
