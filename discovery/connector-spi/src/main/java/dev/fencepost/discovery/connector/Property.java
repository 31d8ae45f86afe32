package dev.fencepost.discovery.connector;

/**
 * A property of a kind of data source.
 *
 * @param required whether a data source cannot be without it
 * @param secret whether its value is a {@link SecretReference} instead of the value
 * @param description one sentence for help pages
 */
public record Property(String name, boolean required, boolean secret, String description) {

  public static Property required(String name, String description) {
    return new Property(name, true, false, description);
  }

  public static Property optional(String name, String description) {
    return new Property(name, false, false, description);
  }

  /** An optional secret; a kind that cannot do without says so in {@link ConnectorProvider}. */
  public static Property secret(String name, String description) {
    return new Property(name, false, true, description);
  }
}
