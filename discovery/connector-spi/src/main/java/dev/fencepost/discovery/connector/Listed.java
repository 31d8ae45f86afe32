package dev.fencepost.discovery.connector;

/** One entry of a listing. */
public sealed interface Listed {

  /** The object's key, or for something unreadable what of it can be written down. */
  String key();

  /** An object that can be opened. */
  record StoredObject(String key, ObjectFacts facts) implements Listed {

    /** Its size as stored; 0 where the source does not say. */
    public long bytes() {
      return facts.bytesOrZero();
    }
  }

  /**
   * Something that cannot be listed or named. A folder's key ends with {@code /} and stands for all
   * that is below it, so a scope that reports one was not covered completely.
   *
   * @param reason one sentence for operators
   */
  record Unreadable(String key, String reason) implements Listed {}
}
