/**
 * What benchmarks set up alike: servers, a topic with findings, a history that has landed,
 * databases that all begin the same, and the landing job at work.
 */
@NullMarked
package dev.fencepost.bench.stage;

import org.jspecify.annotations.NullMarked;
