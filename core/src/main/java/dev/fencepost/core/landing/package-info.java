/**
 * What a landing decides about each record, as pure rules.
 *
 * <p>The engine's landing transaction looks up what these rules ask for, asks them, and stores what
 * they answer; the tests drive the same rules through random histories and compare.
 */
@NullMarked
package dev.fencepost.core.landing;

import org.jspecify.annotations.NullMarked;
