/** Findings as the database stores them, read back as the values that policies judge. */
@NullMarked
package dev.fencepost.engine.finding;

import org.jspecify.annotations.NullMarked;
