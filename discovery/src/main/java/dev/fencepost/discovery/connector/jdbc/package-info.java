/**
 * The kind {@code jdbc}: tables of a database, each an object, or several where its key is a
 * number.
 *
 * <p>A table whose primary key begins with a whole number is cut at fixed numbers, whatever its
 * size, so that its objects have the same keys in every listing. Its rows are read in pages by the
 * primary key, each a statement of its own: no transaction and no lock lasts longer than a page. A
 * table without a key, and every table where a sample is wished, is one object of some rows.
 *
 * <p>Sessions read only and give up statements after a time. A database that cannot be reached is a
 * {@link dev.fencepost.discovery.connector.SourceAwayException}; one table that cannot be read is
 * an unreadable object. Messages of the database are never passed on: they may quote values.
 */
@NullMarked
package dev.fencepost.discovery.connector.jdbc;

import org.jspecify.annotations.NullMarked;
