/** Tests of credentials; Vault is a stub of its documented interface. */
@NullMarked
package dev.fencepost.discovery.credential;

import org.jspecify.annotations.NullMarked;
