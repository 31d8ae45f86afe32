package dev.fencepost.discovery.connector;

/** One entry of a listing. */
public sealed interface Listed {

  /** The object's key, or for something unreadable what of it can be written down. */
  String key();

  /**
   * An object that can be opened.
   *
   * @param bytes its size as stored
   */
  record StoredObject(String key, long bytes) implements Listed {}

  /**
   * Something that cannot be listed or named. A folder's key ends with {@code /} and stands for all
   * that is below it, so a scope that reports one was not covered completely.
   *
   * @param reason one sentence for operators
   */
  record Unreadable(String key, String reason) implements Listed {}
}
