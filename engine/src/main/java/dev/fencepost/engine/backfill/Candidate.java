package dev.fencepost.engine.backfill;

import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.policy.judge.ArmedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A version of a finding that a policy matched when it was scanned.
 *
 * @param place where the finding lay then, see {@link dev.fencepost.sql.dialect.Dialect#place};
 *     null where a place finds nothing
 */
public record Candidate(
    String findingId, FindingVersion version, @Nullable String place, ArmedPolicy policy) {}
