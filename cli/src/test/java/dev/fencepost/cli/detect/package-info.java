/** Tests of the command that explains what detectors see. */
@NullMarked
package dev.fencepost.cli.detect;

import org.jspecify.annotations.NullMarked;
