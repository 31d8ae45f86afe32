/** Tests of the detectors: tables of values and look-alikes, windows, and hostile input. */
@NullMarked
package dev.fencepost.discovery.detect;

import org.jspecify.annotations.NullMarked;
