package dev.fencepost.engine.backfill;

import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.policy.judge.ArmedPolicy;

/** A version of a finding that a policy matched when it was scanned. */
public record Candidate(String findingId, FindingVersion version, ArmedPolicy policy) {}
