/** The kind {@code file}: regular files below a folder, each an object named by its path. */
@NullMarked
package dev.fencepost.discovery.connector.file;

import org.jspecify.annotations.NullMarked;
