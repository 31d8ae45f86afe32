/**
 * The folder that holds everything a local stack writes, and the project it was built from.
 *
 * <p>Nothing of a stack is written outside the home: logs, process records, data and unpacked
 * binaries lie below it, so removing the folder removes every trace. Archives of classes depend on
 * the build alone, and lie with it.
 */
@NullMarked
package dev.fencepost.local.home;

import org.jspecify.annotations.NullMarked;
