/** What can be said about the containers without running them. */
@NullMarked
package dev.fencepost.cli.docker;

import org.jspecify.annotations.NullMarked;
