/** Tests of what is done to a database's schema. */
@NullMarked
package dev.fencepost.cli.schema;

import org.jspecify.annotations.NullMarked;
