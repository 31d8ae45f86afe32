/** The examples, as far as they can be tried without a cluster. */
@NullMarked
package dev.fencepost.cli.example;

import org.jspecify.annotations.NullMarked;
