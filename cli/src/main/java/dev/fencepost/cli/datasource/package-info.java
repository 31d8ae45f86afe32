/** Commands about what is scanned. */
@NullMarked
package dev.fencepost.cli.datasource;

import org.jspecify.annotations.NullMarked;
