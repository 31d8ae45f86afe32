/**
 * YAML that people write: read strictly, and with a place for whatever is wrong.
 *
 * <p>Keys are known or a {@link dev.fencepost.policy.yaml.Problem}; so are values of another type.
 * Policy files and the files of scan templates are read with it.
 */
@NullMarked
package dev.fencepost.policy.yaml;

import org.jspecify.annotations.NullMarked;
