package dev.fencepost.policy.judge;

import java.util.List;

/**
 * What a set of policies says about one finding.
 *
 * @param matching the policies that match, in the order in which the set was given them
 * @param errors how many policies could not be evaluated and so do not match
 */
public record Verdict(List<ArmedPolicy> matching, int errors) {

  static final Verdict NOTHING = new Verdict(List.of(), 0);

  public Verdict {
    matching = List.copyOf(matching);
  }
}
