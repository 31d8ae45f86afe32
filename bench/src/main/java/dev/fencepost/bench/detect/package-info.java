/**
 * How good and how fast the detectors are: precision and recall on labelled texts, false hits on
 * look-alikes under the same settings, and throughput against one pattern of RE2/J.
 */
@NullMarked
package dev.fencepost.bench.detect;

import org.jspecify.annotations.NullMarked;
