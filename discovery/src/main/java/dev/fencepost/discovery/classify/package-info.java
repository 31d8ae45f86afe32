/**
 * Classification: from an object and the hits in it to findings, one for each type and field.
 *
 * <p>The identity of a finding is made from what it says and where, so the same object scanned
 * again gives the same findings. Whatever an object contains, one bad object is an outcome and
 * never an end of the scan.
 */
@NullMarked
package dev.fencepost.discovery.classify;

import org.jspecify.annotations.NullMarked;
