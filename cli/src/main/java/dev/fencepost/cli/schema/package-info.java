/** The database's schema, for databases that no local stack brings up to date by itself. */
@NullMarked
package dev.fencepost.cli.schema;

import org.jspecify.annotations.NullMarked;
