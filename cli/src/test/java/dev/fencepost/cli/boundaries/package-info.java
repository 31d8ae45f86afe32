/** Which module may use what: rules over the classes of all modules. */
@NullMarked
package dev.fencepost.cli.boundaries;

import org.jspecify.annotations.NullMarked;
