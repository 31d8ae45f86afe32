/**
 * Plain JDBC with less ceremony: statements take their parameters as values and rows are mapped by
 * a function.
 *
 * <p>Nothing here opens a transaction; see {@link dev.fencepost.sql.transaction}.
 */
@NullMarked
package dev.fencepost.sql.jdbc;

import org.jspecify.annotations.NullMarked;
