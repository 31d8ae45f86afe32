/** Commands about what detectors see, without any server. */
@NullMarked
package dev.fencepost.cli.detect;

import org.jspecify.annotations.NullMarked;
