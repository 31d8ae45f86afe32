/**
 * A real Flink session cluster for tests, whose TaskManagers can be killed and replaced.
 *
 * <p>It takes two JVMs and some seconds; a test of one operator is better off with a cluster inside
 * its own JVM.
 */
@NullMarked
package dev.fencepost.testkit.flink;

import org.jspecify.annotations.NullMarked;
