/** Tests of databases as data sources: SQLite always, real servers where there are some. */
@NullMarked
package dev.fencepost.discovery.connector.jdbc;

import org.jspecify.annotations.NullMarked;
