/** Commands about scans that are started by name. */
@NullMarked
package dev.fencepost.cli.template;

import org.jspecify.annotations.NullMarked;
