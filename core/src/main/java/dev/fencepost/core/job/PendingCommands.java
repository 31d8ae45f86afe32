package dev.fencepost.core.job;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a job's owner is still to do. There is at most one wish: a newer one takes the place of an
 * older one, so nothing piles up however often somebody changes their mind.
 *
 * @param start whether its tasks are still to be created
 * @param wish what a person asked for last, null when nothing is open
 */
public record PendingCommands(boolean start, @Nullable JobCommand wish) {

  private static final String START = "START";

  public static final PendingCommands NONE = new PendingCommands(false, null);

  /** Reads what {@link #text} wrote. */
  public static PendingCommands of(@Nullable String text) {
    List<String> commands = text == null ? List.of() : Arrays.asList(text.split(",", -1));
    return new PendingCommands(
        commands.contains(START),
        commands.stream()
            .filter(command -> !command.equals(START))
            .map(JobCommand::valueOf)
            .findFirst()
            .orElse(null));
  }

  /** As the database keeps them, for example {@code START,PAUSE}; null for none. */
  public @Nullable String text() {
    String text =
        Stream.of(start ? START : "", wish == null ? "" : wish.name())
            .filter(command -> !command.isEmpty())
            .collect(Collectors.joining(","));
    return text.isEmpty() ? null : text;
  }

  public PendingCommands wishing(JobCommand newer) {
    return new PendingCommands(start, newer);
  }

  public PendingCommands withoutWish() {
    return new PendingCommands(start, null);
  }
}
