package dev.fencepost.cli.failure;

/** What a command answers to the shell. */
public enum ExitCode {
  OK(0, "Done."),
  FAILED(1, "It failed; the message says why."),
  USAGE(2, "The command line or a file it names is wrong."),
  DIFFERENCES(3, "There are differences (policy plan, policy verify, demo, chaos)."),
  TIMED_OUT(4, "It took longer than its limit."),
  NOT_FOUND(5, "What was named does not exist.");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
