/** A real MariaDB, where the machine has one. */
@NullMarked
package dev.fencepost.testkit.mariadb;

import org.jspecify.annotations.NullMarked;
