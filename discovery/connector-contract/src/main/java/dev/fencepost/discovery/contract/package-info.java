/**
 * The contract of connectors as JUnit tests.
 *
 * <p>Whoever writes a connector writes a {@link dev.fencepost.discovery.contract.SourceUnderTest},
 * which makes and breaks objects in a real data source, and a subclass of {@link
 * dev.fencepost.discovery.contract.ConnectorContract}.
 */
@NullMarked
package dev.fencepost.discovery.contract;

import org.jspecify.annotations.NullMarked;
