/**
 * Policy files: YAML that people write, review and keep in Git.
 *
 * <p>A file holds one policy or several, as YAML documents. {@link
 * dev.fencepost.policy.file.PolicyFiles} reads any number of files and reports every {@link
 * dev.fencepost.policy.yaml.Problem} of all of them together, with file, line and column; a set
 * with a problem has no policies that may be applied. Unknown keys are problems. The schema for
 * editors is the resource {@code policy.schema.json} one package above.
 */
@NullMarked
package dev.fencepost.policy.file;

import org.jspecify.annotations.NullMarked;
