/**
 * Findings: facts that discovery produced about where sensitive data lives.
 *
 * <p>A finding is a value without history; its {@link dev.fencepost.core.finding.FindingVersion}
 * says which of two values of one finding is the newer. Values are normalised when they are
 * decoded, so that the stream judges exactly what the database stores.
 */
@NullMarked
package dev.fencepost.core.finding;

import org.jspecify.annotations.NullMarked;
