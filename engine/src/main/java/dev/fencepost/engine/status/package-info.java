/** What an operator looks at first: read only, nothing decides by it. */
@NullMarked
package dev.fencepost.engine.status;

import org.jspecify.annotations.NullMarked;
