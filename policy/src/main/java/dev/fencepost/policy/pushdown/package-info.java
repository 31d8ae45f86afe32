/**
 * Push-down: as much of a condition as can be said in SQL with certainty.
 *
 * <p>The SQL selects every finding for which CEL's verdict is true. It is <em>exact</em> when it
 * selects no others; otherwise whoever runs it must judge each row it gives. A part that cannot be
 * said in SQL with exactly known meaning is left out, never approximated by something similar.
 *
 * <p>Each clause is translated twice, into the set of findings for which it is true and the set for
 * which it is false; what is an error in CEL is in neither. A conjunction is true where all parts
 * are true and false where any part is false, and so on, which is how errors behave in CEL. So
 * SQL's own {@code NOT} over a compound, with its third truth value, is never needed, and a part
 * that was left out makes a set larger and never smaller, however it is nested.
 *
 * <p>Values are always bound. Identifiers come from a fixed list. The SQL is never NULL, raises no
 * errors, and works on PostgreSQL 15 and YugabyteDB.
 */
@NullMarked
package dev.fencepost.policy.pushdown;

import org.jspecify.annotations.NullMarked;
