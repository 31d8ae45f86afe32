/** What can be looked for, and how sure one must be of it. */
@NullMarked
package dev.fencepost.core.detection;

import org.jspecify.annotations.NullMarked;
