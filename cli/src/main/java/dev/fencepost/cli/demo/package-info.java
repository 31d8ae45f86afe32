/**
 * The whole story on real parts: scan, policies in the middle of it, backfill, rescan, proof.
 *
 * <p>Nothing is ever written into the folder a user names; what changes is a generated tree of
 * files. Whatever happens, nothing that was started is left running unless it was asked to be.
 */
@NullMarked
package dev.fencepost.cli.demo;

import org.jspecify.annotations.NullMarked;
