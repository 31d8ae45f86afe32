/** Tests of how detectors are scored, and that they reach their goals where the data set is. */
@NullMarked
package dev.fencepost.bench.detect;

import org.jspecify.annotations.NullMarked;
