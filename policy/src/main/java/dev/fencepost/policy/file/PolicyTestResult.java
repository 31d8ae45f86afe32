package dev.fencepost.policy.file;

import dev.fencepost.policy.condition.CelPredicate;

/** What came of a test in a policy file. */
public record PolicyTestResult(PolicyTest test, CelPredicate.Examination examination) {

  public boolean passed() {
    return examination.outcome().matches() == test.matches();
  }

  /** One sentence without the test's name: what was expected and what happened. */
  public String message() {
    String expected = test.matches() ? "a match" : "no match";
    String actual =
        switch (examination.outcome()) {
          case TRUE -> "it matched";
          case FALSE -> "it did not match";
          case ERROR -> "it did not match, since " + examination.error().orElse("it failed");
        };
    return "expected " + expected + ": " + actual;
  }
}
