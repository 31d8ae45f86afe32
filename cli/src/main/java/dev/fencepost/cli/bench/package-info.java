/** Starts the benchmarks, which are a program of their own: their class path is their peers'. */
@NullMarked
package dev.fencepost.cli.bench;

import org.jspecify.annotations.NullMarked;
