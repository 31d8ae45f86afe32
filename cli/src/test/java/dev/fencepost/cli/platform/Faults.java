package dev.fencepost.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.process.ChildProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Kills processes of the west, which the keeper starts again, and freezes processes of the east.
 */
record Faults(PlatformStack stack, PlatformState state) {

  /** Kills the worker of the west and freezes that of the east, which is returned. */
  ChildProcess hitTheReadersOfTheLargeFiles() {
    List<ChildProcess> killed = new ArrayList<>();
    List<ChildProcess> frozen = new ArrayList<>();
    stack.await(
        "workers to read the large files",
        PlatformStack.LIMIT,
        () -> {
          if (killed.isEmpty()) {
            state.readerOfLarge("records-west").map(stack::process).ifPresent(killed::add);
            killed.forEach(ChildProcess::crash);
          }
          if (frozen.isEmpty()) {
            state.readerOfLarge("records-east").map(stack::process).ifPresent(frozen::add);
            frozen.forEach(stack::freeze);
          }
          return killed.size() + frozen.size() == 2;
        });
    assertThat(state.readerOfLarge("records-east"))
        .as("the worker that was frozen still has the file")
        .isPresent();
    return frozen.get(0);
  }

  /** Kills the coordinator of the west's job and freezes that of the east's, which is returned. */
  ChildProcess hitTheOwners(String scan) {
    stack.process(state.owner(scan, "default").orElseThrow()).crash();
    ChildProcess absent = stack.process(state.owner(scan, "east").orElseThrow());
    stack.freeze(absent);
    return absent;
  }

  /** Another coordinator takes the east's job; then the frozen one goes on. */
  void thawTheOwner(String scan, ChildProcess absent) {
    stack.await(
        "the lease of " + absent.name() + " to move",
        PlatformStack.LIMIT,
        () ->
            state
                .owner(scan, "east")
                .filter(now -> !now.startsWith(absent.name() + "-"))
                .isPresent());
    stack.thaw(absent);
  }

  /** Another worker gets the task; then the frozen one goes on. */
  void thawTheReader(ChildProcess frozen) {
    stack.await(
        "the task of " + frozen.name() + " to be tried again",
        PlatformStack.LIMIT,
        () -> state.attemptsOfLarge("records-east") > 1);
    stack.thaw(frozen);
  }
}
