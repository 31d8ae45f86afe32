package dev.fencepost.discovery.detect;

import java.util.Locale;

/** Why a detector is as sure as it says. */
public enum Reason {
  /** The value has the form of its type, ranges and lengths included. */
  FORMAT,
  /** A check digit or checksum agrees. */
  CHECKSUM,
  /** It is written in the groups in which people write such values. */
  GROUPING,
  /** A word nearby, or the name of the field, says what it is. */
  CONTEXT,
  /** A word nearby suggests something else. */
  DOUBTFUL_CONTEXT,
  /** It carries a user and a password. */
  CREDENTIALS,
  /** It looks like an example from documentation. */
  PLACEHOLDER;

  /** The name as labels show it, for example {@code doubtful_context}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
