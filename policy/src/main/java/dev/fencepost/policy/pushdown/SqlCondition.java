package dev.fencepost.policy.pushdown;

import java.util.List;

/**
 * A condition as SQL text over the columns of {@code findings}.
 *
 * @param sql a boolean expression that is never NULL, in brackets where it needs them, with a
 *     {@code ?} for each parameter
 * @param parameters in order; each is a String, Long, Double or OffsetDateTime
 * @param exact true when exactly the matching findings are selected; false when others may be
 */
public record SqlCondition(String sql, List<Object> parameters, boolean exact) {

  public SqlCondition {
    parameters = List.copyOf(parameters);
  }

  /** Whether the SQL selects every finding, so that the database helps in no way. */
  public boolean selectsEverything() {
    return sql.equals("TRUE");
  }
}
