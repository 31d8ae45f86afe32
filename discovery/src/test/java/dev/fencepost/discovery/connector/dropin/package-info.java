/** Tests of connectors that come in jars. */
@NullMarked
package dev.fencepost.discovery.connector.dropin;

import org.jspecify.annotations.NullMarked;
