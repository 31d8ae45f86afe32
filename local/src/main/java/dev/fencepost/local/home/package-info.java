/**
 * The folder that holds everything a local stack writes, and the project it was built from.
 *
 * <p>Nothing is written outside the home: logs, process records, data and unpacked binaries lie
 * below it, so removing the folder removes every trace. Archives of classes, which lie with the
 * project's build, are no exception that matters: they depend on the build alone.
 */
@NullMarked
package dev.fencepost.local.home;

import org.jspecify.annotations.NullMarked;
